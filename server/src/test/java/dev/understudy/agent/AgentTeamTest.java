package dev.understudy.agent;

import static dev.understudy.agent.Queries.asking;
import static dev.understudy.agent.Queries.calculate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.agent.general.GeneralAssistantTeam;
import dev.understudy.agent.general.OfflineFacts;
import dev.understudy.agent.supervisor.Supervisor;
import dev.understudy.agent.tool.Toolbox;
import dev.understudy.chat.ChatMessage;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceState;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTeamTest {
    private static final String DATA = "Data Analysis Team";
    private static final String GENERAL = GeneralAssistantTeam.NAME;
    private static final String TO_DATA = "Routed: " + DATA;
    private static final String NOT_ASKED = "NotAsked: sample";
    private static final String TO_GENERAL = "Routed: " + GENERAL;

    /** Writes SQL with one call, and its answer with another. */
    private static final class TwoCalls implements AnsweringTeam {
        @Override
        public String name() {
            return DATA;
        }

        @Override
        public TeamAnswer answer(Query query, BudgetedCalls calls)
                throws LimitReachedException, NoModelException, StoppedException {
            var sql = calls.ask(query.request()).text();
            calls.step(new AgentStep.SqlWritten("sample", sql));
            calls.show(query.request());
            return new TeamAnswer.ByModel(DATA, null);
        }
    }

    /** Knows the five best customers by heart. */
    private static final class Remembered implements OfflineAnswerer {
        @Override
        public Optional<TeamAnswer> answer(Query query, TeamCalls calls) throws StoppedException {
            calls.step(new AgentStep.SqlWritten("sample", "SELECT 1"));
            calls.say("Five customers.");
            return query.request().lastQuestion().contains("customers")
                    ? Optional.of(new TeamAnswer.Computed(DATA, null))
                    : Optional.empty();
        }
    }

    private final ScriptedCalls calls = new ScriptedCalls();

    private static AgentTeam team(
            DataSources sources, AgentLimits limits, List<OfflineAnswerer> offline) {
        return new AgentTeam(
                limits,
                new Supervisor(sources, Queries.CLOCK, ZoneOffset.UTC),
                new TwoCalls(),
                new GeneralAssistantTeam(
                        Toolbox.standard(Queries.CLOCK, ZoneOffset.UTC),
                        Queries.CLOCK,
                        ZoneOffset.UTC,
                        sources),
                offline);
    }

    private static AgentTeam team() {
        return team(
                ShopCatalogue.sources(),
                Queries.LIMITS,
                List.of(new Remembered(), new OfflineFacts(Queries.CLOCK, ZoneOffset.UTC)));
    }

    @Test
    void aQuestionThatTheRulesKnowCostsNoExtraCall() throws Exception {
        calls.replies("SELECT 5").replies("Here they are.");
        var answer = team().answer(asking("Show me top 5 customers"), calls);
        assertThat(answer).isEqualTo(new TeamAnswer.ByModel(DATA, null));
        assertThat(calls.told()).containsExactly(TO_DATA, "ask", "SqlWritten", "show", "Answering");
    }

    @Test
    void anUncertainQuestionCostsOneCallAndThenGoesWhereTheModelSays() throws Exception {
        calls.replies("{\"team\":\"data\"}").replies("SELECT 5").replies("Here they are.");
        team().answer(asking("Who spent the most?"), calls);
        assertThat(calls.told())
                .containsExactly("ask", TO_DATA, "ask", "SqlWritten", "show", "Answering");
    }

    @Test
    void aReplyThatCannotBeReadGoesToTheGeneralTeam() throws Exception {
        calls.replies("Hm, let me think about that").replies("You did.");
        var answer = team().answer(asking("Who spent the most?"), calls);
        assertThat(answer.team()).isEqualTo(GENERAL);
        assertThat(calls.told()).containsExactly("ask", TO_GENERAL, "show", "Answering");
    }

    @Test
    void aQuestionThatGoesOnAfterAnAnswerFromTheDataCostsNoExtraCall() throws Exception {
        calls.replies("SELECT 5").replies("Here they are.");
        var conversation =
                List.of(
                        ChatMessage.user("revenue by month"),
                        ChatMessage.assistant(
                                "It grew.\n<details><summary>SQL</summary>\n\n```sql\nSELECT 1\n```\n</details>"),
                        ChatMessage.user("And by country?"));
        team().answer(Queries.of(conversation), calls);
        assertThat(calls.told()).startsWith(TO_DATA).containsOnlyOnce("ask");
    }

    @Test
    void withoutSourcesAllGoesToTheGeneralTeamWithoutACall() throws Exception {
        var refused = ShopCatalogue.source(new SourceState.Refused("its login can write"));
        for (var sources : List.of(new DataSources(List.of()), new DataSources(List.of(refused)))) {
            var script = new ScriptedCalls().replies("I have no data.");
            team(sources, Queries.LIMITS, List.of())
                    .answer(asking("Show me top 5 customers"), script);
            assertThat(script.told())
                    .filteredOn(it -> !it.equals(NOT_ASKED))
                    .containsExactly(TO_GENERAL, "show", "Answering");
        }
    }

    private static AgentTeam teamOver(SourceState state) {
        return team(
                new DataSources(List.of(ShopCatalogue.source(state))), Queries.LIMITS, List.of());
    }

    @Test
    void aSourceThatIsRefusedIsNamedOnceAndTheModelIsToldToInventNothing() throws Exception {
        calls.replies("I cannot look that up.");
        teamOver(new SourceState.Refused("its login can write"))
                .answer(asking("Show me top 5 customers"), calls);
        assertThat(calls.told()).containsExactly(TO_GENERAL, NOT_ASKED, "show", "Answering");
        assertThat(calls.requests().getFirst().messages().getFirst().text())
                .contains("(sample) cannot be asked at the moment", "Never give figures")
                .doesNotContain("its login can write");
    }

    @Test
    void aSourceThatWasNeverReadIsNamedWhereTheQuestionLooksLikeOneAboutData() throws Exception {
        calls.replies("{\"team\":\"general\"}").replies("I cannot look that up.");
        teamOver(new SourceState.Down("connection refused"))
                .answer(asking("average salary by department"), calls);
        assertThat(calls.told()).containsExactly("ask", TO_GENERAL, NOT_ASKED, "show", "Answering");
    }

    @Test
    void whatIsNotAboutDataIsAnsweredWithoutAWordAboutSources() throws Exception {
        calls.replies("Goethe.");
        teamOver(new SourceState.Refused("its login can write"))
                .answer(asking("Who wrote Faust?"), calls);
        assertThat(calls.told()).containsExactly(TO_GENERAL, "show", "Answering");
    }

    @Test
    void whereNoModelAnswersEitherTheSourceIsStillNamedOnce() {
        calls.givesUp();
        assertThatThrownBy(() ->
                        teamOver(new SourceState.Refused("its login can write"))
                                .answer(asking("Show me top 5 customers"), calls))
                .isInstanceOf(NoModelException.class);
        assertThat(calls.told()).containsExactly(TO_GENERAL, NOT_ASKED, "show");
    }

    @Test
    void aSourceThatIsDownIsLeftToAModelAndToTheDataTeam() throws Exception {
        var down = ShopCatalogue.source(new SourceState.Down("connection refused"));
        calls.replies("{\"team\":\"data\"}").replies("").replies("It is down.");
        var answer =
                team(new DataSources(List.of(down)), Queries.LIMITS, List.of())
                        .answer(asking("Show me top 5 customers"), calls);
        assertThat(answer.team()).isEqualTo(DATA);
    }

    @Test
    void withoutAModelWhatCanBeComputedIsAnsweredAndTheRoutingToldOnce() throws Exception {
        calls.givesUp();
        var answer = team().answer(asking("Show me top 5 customers"), calls);
        assertThat(answer).isEqualTo(new TeamAnswer.Computed(DATA, null));
        assertThat(calls.told()).containsExactly(TO_DATA, "ask", "SqlWritten", "Answering");
        assertThat(calls.text()).isEqualTo("Five customers.");
    }

    @Test
    void aModelThatGoesAfterTheRoutingAndTheSqlLeavesTheOfflineAnswer() throws Exception {
        calls.replies("SELECT 5").givesUp();
        var answer = team().answer(asking("Show me top 5 customers"), calls);
        assertThat(answer).isInstanceOf(TeamAnswer.Computed.class);
        assertThat(calls.told()).containsOnlyOnce(TO_DATA);
        assertThat(calls.text()).isEqualTo("Five customers.");
    }

    @Test
    void arithmeticIsAnsweredWithoutAModel() throws Exception {
        calls.givesUp();
        var answer = team().answer(asking("What is 15% of 850?"), calls);
        assertThat(answer).isEqualTo(new TeamAnswer.Computed(GENERAL, null));
        assertThat(calls.told())
                .containsExactly(
                        TO_GENERAL, "ToolUsed: calculate 15% of 850 = 127.5", "show", "Answering");
        assertThat(calls.text())
                .isEqualTo("15% of 850 = 127.5\n\n(Computed exactly; no model was used.)");
    }

    @Test
    void whereNeitherRulesNorAModelCanRouteTheTeamThatAnswersIsTold() throws Exception {
        calls.givesUp();
        var answer = team().answer(asking("customers"), calls);
        assertThat(answer.team()).isEqualTo(DATA);
        assertThat(calls.told()).containsExactly("ask", TO_DATA, "SqlWritten", "Answering");
    }

    @Test
    void whatNobodyUnderstandsEndsAsTheModelsDidWithNothingSaid() {
        calls.givesUp();
        assertThatThrownBy(() -> team().answer(asking("Who wrote Faust?"), calls))
                .isInstanceOfSatisfying(
                        NoModelException.class,
                        it -> assertThat(it.outcome()).isEqualTo(ScriptedCalls.AWAY));
        assertThat(calls.told()).containsExactly(TO_GENERAL, "show");
        assertThat(calls.text()).isEmpty();
    }

    @Test
    void whereOfflineAnswersAreOffNothingIsComputed() {
        calls.givesUp();
        var team = team(ShopCatalogue.sources(), Queries.LIMITS, List.of());
        assertThatThrownBy(() -> team.answer(asking("Show me top 5 customers"), calls))
                .isInstanceOf(NoModelException.class);
        assertThat(calls.text()).isEmpty();
    }

    @Test
    void aSpentQuotaStaysASpentQuota() {
        var noon = Queries.CLOCK.instant();
        var window = new QuotaWindow(noon, noon.plus(1, ChronoUnit.DAYS), ZoneOffset.UTC);
        var spent = new Outcome.QuotaSpent(new QuotaStatus(1_000, 1_000, 0.8, window));
        calls.givesUp("", spent);
        assertThatThrownBy(() -> team().answer(asking("Show me top 5 customers"), calls))
                .isInstanceOfSatisfying(
                        NoModelException.class, it -> assertThat(it.outcome()).isEqualTo(spent));
        assertThat(calls.text()).isEmpty();
    }

    @Test
    void afterSomeOfTheAnswerWasSeenNoOtherAnswerBegins() {
        calls.replies("SELECT 5").givesUp("The five best cus", ScriptedCalls.AWAY);
        assertThatThrownBy(() -> team().answer(asking("Show me top 5 customers"), calls))
                .isInstanceOf(NoModelException.class);
        assertThat(calls.text()).isEqualTo("The five best cus");
    }

    @Test
    void aLimitEndsTheWorkAndItsReasonIsTheAnswer() throws Exception {
        calls.replies("SELECT 5");
        var limits = new AgentLimits(1, 8, 16, 6, 200_000, 3);
        var answer =
                team(ShopCatalogue.sources(), limits, List.of())
                        .answer(asking("Show me top 5 customers"), calls);
        var reason =
                "The agents may call models 1 time for one question (MAX_AGENT_MODEL_CALLS), and have.";
        assertThat(answer).isEqualTo(new TeamAnswer.Limited(DATA, null, reason));
        assertThat(calls.text()).isEqualTo(reason);
    }

    @Test
    void aLimitAfterSomeTextIsAParagraphOfItsOwn() throws Exception {
        calls.replies("Let me see.", calculate("a", "17 * 23"));
        var limits = new AgentLimits(1, 8, 16, 6, 200_000, 3);
        var answer =
                team(ShopCatalogue.sources(), limits, List.of())
                        .answer(asking("Who wrote Faust?"), calls);
        assertThat(answer).isInstanceOf(TeamAnswer.Limited.class);
        assertThat(calls.text()).startsWith("Let me see.\n\n").endsWith("and have.");
        assertThat(calls.text()).contains("MAX_AGENT_MODEL_CALLS");
    }

    @Test
    void theRoutingsCallCountsAsOneOfTheCalls() throws Exception {
        calls.replies("{\"team\":\"general\"}");
        var limits = new AgentLimits(1, 8, 16, 6, 200_000, 3);
        var answer =
                team(ShopCatalogue.sources(), limits, List.of())
                        .answer(asking("Who spent the most?"), calls);
        assertThat(answer).isInstanceOf(TeamAnswer.Limited.class);
        assertThat(calls.told()).containsExactly("ask", TO_GENERAL, "Answering");
    }

    @Test
    void whoeverLeavesEndsTheWorkAtEachPosition() {
        for (var question : List.of("Who spent the most?", "Show me top 5 customers")) {
            for (int position = 0; position < 4; position++) {
                var script = new ScriptedCalls().stopsAt(position);
                if (question.startsWith("Who")) {
                    script.replies("data");
                }
                script.replies("SELECT 5").replies("Here they are.");
                assertThatThrownBy(() -> team().answer(asking(question), script))
                        .as("%s, position %d", question, position)
                        .isInstanceOf(StoppedException.class);
                assertThat(script.done()).isEqualTo(position);
                assertThat(script.text()).isEmpty();
            }
        }
    }

    @Test
    void whoeverLeavesDuringAnOfflineAnswerEndsItToo() {
        for (int position = 1; position < 4; position++) {
            var script = new ScriptedCalls().givesUp().stopsAt(position);
            assertThatThrownBy(() -> team().answer(asking("Show me top 5 customers"), script))
                    .as("position %d", position)
                    .isInstanceOf(StoppedException.class);
            assertThat(script.text()).isEmpty();
        }
    }
}
