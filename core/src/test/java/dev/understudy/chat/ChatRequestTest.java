package dev.understudy.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
    private static final Image IMAGE = new Image("image/png", "AAAA");
    private static final ChatMessage SEEN =
            new ChatMessage(Role.USER, "what is this?", List.of(IMAGE), List.of(), null);
    private static final ChatRequest FULL =
            new ChatRequest(
                    List.of(ChatMessage.system("be brief"), SEEN),
                    new Sampling(0.3, 0.9, 40, 7L, 0.1, 0.2, List.of("###")),
                    8_000,
                    List.of(new ToolSpec("sum", "adds", "{}")),
                    new ResponseFormat.JsonBySchema("answer", "{}"),
                    "high");

    private static ChatRequest asking(ChatMessage... messages) {
        return ChatRequest.of(List.of(messages), Sampling.at(0.3), 100);
    }

    @Test
    void aRequestNeedsAMessageAndRoomForAnAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatRequest.of(List.of(), Sampling.at(0.3), 100))
                .withMessage("a request needs at least one message");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking(ChatMessage.user("hi")).withMaxTokens(0))
                .withMessage("maxTokens must be at least 1, got 0");
    }

    @Test
    void aPlainQuestionDemandsNothing() {
        var plain = asking(ChatMessage.user("hi"));
        assertThat(plain.tools()).isEmpty();
        assertThat(plain.format()).isEqualTo(new ResponseFormat.PlainText());
        assertThat(plain.think()).isNull();
        assertThat(plain.sampling())
                .isEqualTo(new Sampling(0.3, null, null, null, null, null, List.of()));
    }

    @Test
    void eachChangeLeavesTheRestAsItWas() {
        var words = List.of(ChatMessage.user("other"));
        assertThat(FULL.withMessages(words).withMessages(FULL.messages())).isEqualTo(FULL);
        assertThat(FULL.withMessages(words).messages()).isEqualTo(words);
        assertThat(FULL.withMaxTokens(5).withMaxTokens(8_000)).isEqualTo(FULL);
        assertThat(FULL.withMaxTokens(5).maxTokens()).isEqualTo(5);
        assertThat(FULL.withoutTools())
                .isEqualTo(
                        new ChatRequest(
                                FULL.messages(),
                                FULL.sampling(),
                                8_000,
                                List.of(),
                                FULL.format(),
                                "high"));
        assertThat(FULL.withoutThinking())
                .isEqualTo(
                        new ChatRequest(
                                FULL.messages(),
                                FULL.sampling(),
                                8_000,
                                FULL.tools(),
                                FULL.format(),
                                null));
    }

    @Test
    void imagesAreFoundAndTakenOutWithoutTheWords() {
        assertThat(FULL.hasImages()).isTrue();
        var blind = FULL.withoutImages();
        assertThat(blind.hasImages()).isFalse();
        assertThat(blind.messages())
                .containsExactly(ChatMessage.system("be brief"), ChatMessage.user("what is this?"));
    }

    @Test
    void theLastQuestionIsTheLastThatAUserWrote() {
        var request =
                asking(
                        ChatMessage.user("first"),
                        ChatMessage.assistant("answer"),
                        ChatMessage.user("second"),
                        ChatMessage.assistant("so far"));
        assertThat(request.lastQuestion()).isEqualTo("second");
        assertThat(asking(ChatMessage.system("be brief")).lastQuestion()).isEmpty();
    }

    @Test
    void aRequestThatNobodyAnsweredYetStartsAConversation() {
        assertThat(FULL.startsConversation()).isTrue();
        assertThat(asking(ChatMessage.user("a"), ChatMessage.assistant("b")).startsConversation())
                .isFalse();
    }

    @Test
    void aRequestDoesNotChangeWithTheListsItWasMadeOf() {
        var messages = new ArrayList<>(List.of(ChatMessage.user("hi")));
        var request = ChatRequest.of(messages, Sampling.at(0.3), 100);
        messages.clear();
        assertThat(request.messages()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.messages().removeFirst());
        var calls = new ArrayList<>(List.of(new ToolCall("1", "sum", "{}")));
        var event = new ChatEvent.ToolCalls(calls);
        calls.clear();
        assertThat(event.calls()).hasSize(1);
    }

    @Test
    void messagesKnowTheirRole() {
        assertThat(ChatMessage.tool("call-1", "42"))
                .isEqualTo(new ChatMessage(Role.TOOL, "42", List.of(), List.of(), "call-1"));
        assertThat(SEEN.withText("other"))
                .isEqualTo(new ChatMessage(Role.USER, "other", List.of(IMAGE), List.of(), null));
    }

    @Test
    void finishReasonsHaveTheirNamesInTheApi() {
        assertThat(FinishReason.values())
                .extracting(FinishReason::wireName)
                .containsExactly("stop", "length", "tool_calls", "content_filter");
    }
}
