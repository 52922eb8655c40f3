package dev.understudy.agent.general;

import static dev.understudy.agent.Queries.asking;
import static dev.understudy.agent.Queries.calculate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.agent.AgentBudget;
import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.agent.Queries;
import dev.understudy.agent.ScriptedCalls;
import dev.understudy.agent.tool.Tool;
import dev.understudy.agent.tool.ToolResult;
import dev.understudy.agent.tool.Toolbox;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import dev.understudy.chat.ToolSpec;
import dev.understudy.data.source.DataSources;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneralAssistantTeamTest {
    private static final TeamAnswer BY_MODEL =
            new TeamAnswer.ByModel(GeneralAssistantTeam.NAME, null);

    private final ScriptedCalls calls = new ScriptedCalls();

    private TeamAnswer answer(Query query) throws Exception {
        return answer(query, Queries.LIMITS, Toolbox.standard(Queries.CLOCK, ZoneOffset.UTC));
    }

    private TeamAnswer answer(Query query, AgentLimits limits) throws Exception {
        return answer(query, limits, Toolbox.standard(Queries.CLOCK, ZoneOffset.UTC));
    }

    private TeamAnswer answer(Query query, AgentLimits limits, Toolbox tools) throws Exception {
        var team =
                new GeneralAssistantTeam(
                        tools, Queries.CLOCK, ZoneOffset.UTC, new DataSources(List.of()));
        return team.answer(query, new BudgetedCalls(calls, new AgentBudget(limits)));
    }

    private List<String> toolTexts() {
        return calls.requests().getLast().messages().stream()
                .filter(message -> message.role() == Role.TOOL)
                .map(ChatMessage::text)
                .toList();
    }

    @Test
    void anAnswerWithoutToolsIsShownAsItComes() throws Exception {
        calls.replies("Paris.");
        assertThat(answer(asking("What is the capital of France?"))).isEqualTo(BY_MODEL);
        assertThat(calls.text()).isEqualTo("Paris.");
        assertThat(calls.told()).containsExactly("show", "Answering");
        assertThat(calls.requests().getFirst().tools())
                .extracting(ToolSpec::name)
                .containsExactly("calculate", "dates", "convert_units");
    }

    @Test
    void theClientsSystemMessageAndTheConversationArePassedOn() throws Exception {
        calls.replies("Yes.");
        var conversation =
                List.of(
                        ChatMessage.system("Talk like a pirate."),
                        ChatMessage.user("Hi"),
                        ChatMessage.assistant("Ahoy"),
                        ChatMessage.user("Is it late?"));
        answer(Queries.of(conversation));
        var sent = calls.requests().getFirst();
        assertThat(sent.messages().getFirst().text())
                .contains("Today is Tuesday, 24 November 2026 (2026-11-24).")
                .endsWith("\n\nTalk like a pirate.");
        assertThat(sent.messages().subList(1, 4)).isEqualTo(conversation.subList(1, 4));
        assertThat(sent.sampling()).isEqualTo(Sampling.at(0.3));
        assertThat(sent.maxTokens()).isEqualTo(8_000);
    }

    @Test
    void toolsAreRunAndTheirResultsGoBackToTheModel() throws Exception {
        calls.replies("", calculate("a", "17 * 23"), calculate("b", "1 / 3"))
                .replies("", new ToolCall("c", "dates", "{\"operation\":\"describe\"}"))
                .replies("It is 391.");
        assertThat(answer(asking("A tricky one"))).isEqualTo(BY_MODEL);
        assertThat(calls.text()).isEqualTo("It is 391.");
        assertThat(calls.told())
                .containsExactly(
                        "show",
                        "ToolUsed: calculate 17 * 23",
                        "ToolUsed: calculate 1 / 3",
                        "show",
                        "ToolUsed: dates: describe 2026-11-24",
                        "show",
                        "Answering");
        var messages = calls.requests().getLast().messages();
        assertThat(messages)
                .extracting(ChatMessage::role)
                .containsExactly(
                        Role.SYSTEM,
                        Role.USER,
                        Role.ASSISTANT,
                        Role.TOOL,
                        Role.TOOL,
                        Role.ASSISTANT,
                        Role.TOOL);
        assertThat(messages.get(3)).isEqualTo(ChatMessage.tool("a", "17 * 23 = 391"));
        assertThat(messages.get(4).toolCallId()).isEqualTo("b");
    }

    @Test
    void textBeforeACallOfAToolIsAParagraphOfItsOwn() throws Exception {
        calls.replies("Let me see.", calculate("a", "17 * 23")).replies("It is 391.");
        answer(asking("A tricky one"));
        assertThat(calls.text()).isEqualTo("Let me see.\n\nIt is 391.");
        assertThat(calls.told()).containsOnlyOnce("Answering");
    }

    @Test
    void anUnknownToolAndABadArgumentAreToldToTheModelAndItGoesOn() throws Exception {
        calls.replies("", new ToolCall("a", "web_search", "{\"q\":\"x\"}"))
                .replies("", new ToolCall("b", "calculate", "{broken"))
                .replies("Sorry.");
        assertThat(answer(asking("A tricky one"))).isEqualTo(BY_MODEL);
        assertThat(toolTexts())
                .containsExactly(
                        "Error: there is no tool \"web_search\"; there are calculate, dates, convert_units",
                        "Error: the arguments are no JSON");
        assertThat(calls.text()).isEqualTo("Sorry.");
    }

    @Test
    void aHugeResultOfAToolIsCut() throws Exception {
        Tool huge =
                new Tool() {
                    @Override
                    public ToolSpec spec() {
                        return new ToolSpec("huge", "", "{}");
                    }

                    @Override
                    public ToolResult run(String argumentsJson) {
                        return new ToolResult("huge", "x".repeat(1_000_000));
                    }
                };
        calls.replies("", new ToolCall("a", "huge", "{}")).replies("Done.");
        answer(asking("A tricky one"), Queries.LIMITS, new Toolbox(List.of(huge)));
        assertThat(toolTexts().getFirst())
                .hasSizeLessThan(2_100)
                .endsWith("(the rest is left out)");
    }

    @Test
    void whatCodeCanComputeIsGivenToTheModelAsAFactAndNoToolsAreOffered() throws Exception {
        calls.replies("It is 127.5.");
        assertThat(answer(asking("What is 15% of 850?"))).isEqualTo(BY_MODEL);
        var sent = calls.requests().getFirst();
        assertThat(sent.messages().getFirst().text())
                .contains(
                        "Computed already, exactly, for the question asked last: 15% of 850 = 127.5");
        assertThat(sent.tools()).isEmpty();
        assertThat(calls.told())
                .containsExactly("ToolUsed: calculate 15% of 850 = 127.5", "show", "Answering");
    }

    @Test
    void callsOfToolsThatWereNotOfferedAreIgnored() throws Exception {
        calls.replies("It is 127.5.", calculate("a", "15% of 850"));
        assertThat(answer(asking("What is 15% of 850?"))).isEqualTo(BY_MODEL);
        assertThat(calls.told()).doesNotContain("ToolUsed: calculate 15% of 850");
        assertThat(calls.used()).isTrue();
    }

    @Test
    void anAnswerThatMustHaveAFormGetsNoTools() throws Exception {
        calls.replies("{}");
        var plain = asking("Give me JSON").request();
        answer(
                Queries.of(
                        new ChatRequest(
                                plain.messages(),
                                plain.sampling(),
                                100,
                                List.of(new ToolSpec("theirs", "", "{}")),
                                new ResponseFormat.AnyJson(),
                                "low")));
        var sent = calls.requests().getFirst();
        assertThat(sent.tools()).isEmpty();
        assertThat(sent.format()).isEqualTo(new ResponseFormat.AnyJson());
        assertThat(sent.think()).isEqualTo("low");
    }

    @Test
    void theSameCallTwiceInARowStopsTheLoopAndTheUserIsToldWhy() throws Exception {
        calls.replies("", calculate("a", "17 * 23"))
                .replies("", new ToolCall("b", "calculate", "{ \"expression\":\"17 * 23\" }"))
                .replies("It is 391.");
        var reason =
                "The model wanted the same tool with the same arguments twice in a row, and was stopped.";
        assertThat(answer(asking("A tricky one")))
                .isEqualTo(new TeamAnswer.Limited(GeneralAssistantTeam.NAME, null, reason));
        assertThat(calls.text()).isEqualTo("It is 391.\n\n" + reason);
        assertThat(calls.told().stream().filter(it -> it.startsWith("ToolUsed"))).hasSize(1);
        assertThat(calls.requests().getLast().tools()).isEmpty();
        assertThat(toolTexts().getLast()).startsWith("Not run: The model wanted the same tool");
    }

    @Test
    void theSameCallAfterAnotherOneIsNoLoop() throws Exception {
        calls.replies("", calculate("a", "1 + 1"), calculate("b", "1 + 2"), calculate("c", "1 + 1"))
                .replies("Done.");
        assertThat(answer(asking("A tricky one"))).isEqualTo(BY_MODEL);
        assertThat(toolTexts()).containsExactly("1 + 1 = 2", "1 + 2 = 3", "1 + 1 = 2");
    }

    @Test
    void theTurnsAreBounded() throws Exception {
        calls.replies("", calculate("a", "1 + 1"))
                .replies("", calculate("b", "1 + 2"))
                .replies("", calculate("c", "1 + 3"))
                .replies("Some of it.");
        limited(
                new AgentLimits(12, 2, 16, 6, 200_000, 3),
                "Some of it.\n\n",
                "The agents may go through rounds of tools 2 times for one question (MAX_AGENT_TURNS), and have.");
        assertThat(calls.told().stream().filter(it -> it.startsWith("ToolUsed"))).hasSize(2);
    }

    @Test
    void theUsesOfToolsAreBounded() throws Exception {
        calls.replies("", calculate("a", "1 + 1"), calculate("b", "1 + 2"), calculate("c", "1 + 3"))
                .replies("Some of it.");
        limited(
                new AgentLimits(12, 8, 2, 6, 200_000, 3),
                "Some of it.\n\n",
                "The agents may use tools 2 times for one question (MAX_AGENT_TOOL_CALLS), and have.");
        assertThat(toolTexts()).hasSize(3);
        assertThat(toolTexts().getLast()).startsWith("Not run: ");
    }

    @Test
    void whereALimitOfToolsAndOneOfCallsAreReachedTheFirstIsTold() throws Exception {
        calls.replies("", calculate("a", "1 + 1"), calculate("b", "1 + 2"));
        limited(
                new AgentLimits(1, 8, 1, 6, 200_000, 3),
                "",
                "The agents may use tools 1 time for one question (MAX_AGENT_TOOL_CALLS), and have.");
    }

    private void limited(AgentLimits limits, String before, String reason) throws Exception {
        assertThat(answer(asking("A tricky one"), limits))
                .isEqualTo(new TeamAnswer.Limited(GeneralAssistantTeam.NAME, null, reason));
        assertThat(calls.text()).isEqualTo(before + reason);
        assertThat(calls.used()).isTrue();
    }

    @Test
    void callsOfModelsAndTokensAreBounded() {
        calls.replies("", calculate("a", "1 + 1")).replies("", calculate("b", "1 + 2"));
        assertThatThrownBy(() ->
                        answer(asking("A tricky one"), new AgentLimits(2, 8, 16, 6, 200_000, 3)))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("MAX_AGENT_MODEL_CALLS");
        calls.replies(new TokenUsage(900, 100, false), "", calculate("a", "1 + 1"));
        assertThatThrownBy(() -> answer(asking("Tricky"), new AgentLimits(12, 8, 16, 6, 1_000, 3)))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("The agents may use 1,000 tokens");
    }

    @Test
    void aReplyWithThousandsOfCallsIsCut() throws Exception {
        var many =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> calculate("id" + i, "1 + " + i))
                        .toArray(ToolCall[]::new);
        calls.replies("", many).replies("Enough.");
        assertThat(answer(asking("A tricky one"))).isInstanceOf(TeamAnswer.Limited.class);
        assertThat(toolTexts()).hasSize(ToolConversation.MOST_CALLS_IN_A_REPLY);
        assertThat(calls.told().stream().filter(it -> it.startsWith("ToolUsed")))
                .hasSize(Queries.LIMITS.toolCalls());
    }

    @Test
    void aModelThatIsGoneOrAUserThatHasLeftEndsTheLoopAtEachPosition() {
        for (int answered = 0; answered < 4; answered++) {
            var script = new ScriptedCalls();
            IntStream.range(0, answered)
                    .forEach(i -> script.replies("", calculate("c" + i, "1 + " + i)));
            script.givesUp();
            assertThatThrownBy(() -> answerOf(script)).isInstanceOf(NoModelException.class);
            assertThat(script.requests()).hasSize(answered + 1);
        }
        for (int position = 0; position < 6; position++) {
            var script =
                    new ScriptedCalls()
                            .replies("Well", calculate("a", "1 + 1"))
                            .replies("", calculate("b", "1 + 2"))
                            .replies("Done.")
                            .stopsAt(position);
            assertThatThrownBy(() -> answerOf(script))
                    .as("position %d", position)
                    .isInstanceOf(StoppedException.class);
            assertThat(script.done()).isEqualTo(position);
        }
    }

    private static void answerOf(ScriptedCalls script) throws Exception {
        var tools = Toolbox.standard(Queries.CLOCK, ZoneOffset.UTC);
        new GeneralAssistantTeam(tools, Queries.CLOCK, ZoneOffset.UTC, new DataSources(List.of()))
                .answer(
                        asking("A tricky one"),
                        new BudgetedCalls(script, new AgentBudget(Queries.LIMITS)));
    }
}
