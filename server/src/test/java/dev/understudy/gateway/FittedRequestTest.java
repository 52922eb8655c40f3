package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.ToolCall;
import dev.understudy.chat.ToolSpec;
import dev.understudy.context.HistoryTrimmer;
import dev.understudy.context.TokenCounter;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FittedRequestTest {
    private static final List<ChatMessage> EXCHANGE =
            List.of(
                    ChatMessage.system("Be short."),
                    ChatMessage.user("What is 17 times 23, and 1 + 1?"),
                    new ChatMessage(
                            Role.ASSISTANT,
                            "",
                            List.of(),
                            List.of(
                                    new ToolCall("a", "calculate", "{\"expression\":\"17*23\"}"),
                                    new ToolCall("b", "calculate", "{\"expression\":\"1+1\"}")),
                            null),
                    ChatMessage.tool("a", "17*23 = 391"),
                    ChatMessage.tool("b", "1+1 = 2"));

    private static ModelProfile model(Set<Capability> capabilities) {
        return new ModelProfile(
                "m",
                "ollama",
                "m",
                false,
                8_192,
                capabilities,
                new ModelClocks(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(240)));
    }

    private static FittedRequest fitted(Set<Capability> capabilities) {
        var asked =
                new ChatRequest(
                        EXCHANGE,
                        Sampling.at(0),
                        100,
                        List.of(new ToolSpec("calculate", "", "{}")),
                        new ResponseFormat.PlainText(),
                        null);
        return fitted(asked, false, capabilities);
    }

    private static FittedRequest fitted(
            ChatRequest asked, boolean goesOn, Set<Capability> capabilities) {
        return FittedRequest.of(
                asked,
                goesOn,
                model(capabilities),
                Set.of(),
                new HistoryTrimmer(TokenCounter.estimate()));
    }

    @Test
    void aModelIsPassedTheExtraFieldsThatItKnowsAndTakes() {
        var model =
                new ModelProfile(
                        "m",
                        "upstream",
                        "m",
                        false,
                        8_192,
                        Set.of(Capability.EXTRA_FIELDS, Capability.TOOLS),
                        ModelClocks.LOCAL,
                        Set.of("min_p", "parallel_tool_calls"));
        var asked =
                ChatRequest.of(List.of(ChatMessage.user("q")), Sampling.at(0), 100)
                        .withExtraFields(
                                Map.of(
                                        "min_p", "0.1",
                                        "parallel_tool_calls", "false",
                                        "store", "true"));

        assertThat(passed(asked, model, Set.of())).containsOnly(Map.entry("min_p", "0.1"));
        assertThat(
                        passed(
                                asked.withTools(List.of(new ToolSpec("t", "", "{}")), false),
                                model,
                                Set.of()))
                .containsOnlyKeys("min_p", "parallel_tool_calls");
        assertThat(passed(asked, model, Set.of(Capability.EXTRA_FIELDS))).isEmpty();
    }

    private static Map<String, String> passed(
            ChatRequest asked, ModelProfile model, Set<Capability> without) {
        return FittedRequest.of(
                        asked, false, model, without, new HistoryTrimmer(TokenCounter.estimate()))
                .request()
                .extraFields();
    }

    @Test
    void aModelThatCannotGoOnFromItsOwnWordsIsToldTo() {
        var messages = List.of(ChatMessage.user("q"), ChatMessage.assistant("It is"));
        var asked = ChatRequest.of(messages, Sampling.at(0), 100);

        assertThat(fitted(asked, true, Set.of(Capability.PREFILL)).request().messages())
                .isEqualTo(messages);
        assertThat(fitted(asked, true, Set.of()).request().messages())
                .containsExactly(
                        messages.get(0), messages.get(1), ChatMessage.user(FittedRequest.GO_ON));
        assertThat(fitted(asked, false, Set.of()).request().messages())
                .as("a client may end with an assistant's message of its own")
                .isEqualTo(messages);
    }

    @Test
    void whatTellsItToGoOnIsCountedWithTheRest() {
        var messages = List.of(ChatMessage.user("q"), ChatMessage.assistant("It is"));
        var asked = ChatRequest.of(messages, Sampling.at(0), 100);
        var goOn = ChatMessage.user(FittedRequest.GO_ON);

        int without = fitted(asked, true, Set.of(Capability.PREFILL)).promptTokens();
        int with = fitted(asked, true, Set.of()).promptTokens();

        assertThat(with - without)
                .isEqualTo(new HistoryTrimmer(TokenCounter.estimate()).tokens(goOn))
                .isPositive();
    }

    @Test
    void aModelWithoutToolsIsToldInPlainWordsWhatTheyGave() {
        var request = fitted(Set.of()).request();
        assertThat(request.tools()).isEmpty();
        assertThat(request.messages())
                .containsExactly(
                        EXCHANGE.get(0),
                        EXCHANGE.get(1),
                        ChatMessage.user(
                                """
                                calculate {"expression":"17*23"} gave: 17*23 = 391
                                calculate {"expression":"1+1"} gave: 1+1 = 2\
                                """));
    }

    @Test
    void aModelWithToolsGetsTheExchangeAsItIs() {
        var request = fitted(Set.of(Capability.TOOLS)).request();
        assertThat(request.messages()).isEqualTo(EXCHANGE);
        assertThat(request.tools()).hasSize(1);
    }

    @Test
    void whatAModelSaidBeforeItsCallsAndAfterThemStays() {
        var said =
                List.of(
                        ChatMessage.user("q"),
                        new ChatMessage(
                                Role.ASSISTANT,
                                "Let me see.",
                                List.of(),
                                List.of(new ToolCall("a", "dates", "{}")),
                                null),
                        ChatMessage.tool("a", "Tuesday"),
                        ChatMessage.assistant("It is Tuesday."),
                        ChatMessage.tool("lost", "alone"));
        assertThat(ToolExchanges.told(said))
                .containsExactly(
                        ChatMessage.user("q"),
                        ChatMessage.assistant("Let me see."),
                        ChatMessage.user("dates {} gave: Tuesday"),
                        ChatMessage.assistant("It is Tuesday."),
                        ChatMessage.user("A tool gave: alone"));
    }
}
