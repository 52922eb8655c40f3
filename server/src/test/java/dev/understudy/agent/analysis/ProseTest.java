package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.PROSE;
import static dev.understudy.agent.analysis.Asking.ROWS;
import static dev.understudy.agent.analysis.Asking.SQL;
import static dev.understudy.agent.analysis.Asking.plan;
import static dev.understudy.agent.analysis.Asking.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.AgentLimits;
import dev.understudy.gateway.Findings;
import dev.understudy.gateway.TeamAnswer;
import org.junit.jupiter.api.Test;

class ProseTest {
    private static final Findings FINDINGS = new Findings("sample", SQL, ROWS);
    private static final TeamAnswer BY_MODEL =
            new TeamAnswer.ByModel(DataAnalysisTeam.NAME, FINDINGS);
    private static final String TABLE = "| Adler GmbH | 182,345.50 |";

    @Test
    void aWrongNumberIsNamedAndTheProseAskedForOnceMore() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), "Adler spent 190,000 in 2019.", PROSE);
        assertThat(new Asking(shop().gives(ROWS)).ask(calls)).isEqualTo(BY_MODEL);
        assertThat(calls.asked(2)).contains("These are wrong", "190,000, 2019");
        assertThat(calls.said.toString()).startsWith(PROSE).doesNotContain("190,000");
    }

    @Test
    void aNumberThatIsWrongAgainDropsTheProseAndSaysSo() throws Exception {
        var calls =
                new ScriptedCalls(plan(SQL), "Adler spent 190,000.", "Adler spent about 250,000.");
        assertThat(new Asking(shop().gives(ROWS)).ask(calls)).isEqualTo(BY_MODEL);
        assertThat(calls.said.toString())
                .startsWith("_The summary was left out: a number in it did not match the rows._")
                .contains(TABLE)
                .doesNotContain("190,000", "250,000");
        assertThat(calls.requests).hasSize(3);
    }

    @Test
    void withoutAnyModelForTheProseTheTableIsStillTheAnswer() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), ScriptedCalls.NO_MODEL);
        assertThat(new Asking(shop().gives(ROWS)).ask(calls)).isEqualTo(BY_MODEL);
        assertThat(calls.said)
                .startsWith("_There is no summary: no model answered any more._")
                .contains(TABLE);
        var again = new ScriptedCalls(plan(SQL), "190,000", ScriptedCalls.NO_MODEL);
        assertThat(new Asking(shop().gives(ROWS)).ask(again)).isEqualTo(BY_MODEL);
        assertThat(again.said).contains(TABLE);
    }

    @Test
    void aLimitOnModelCallsLeavesTheTableAndItsReason() throws Exception {
        var calls = new ScriptedCalls(plan(SQL));
        var reason =
                "The agents may call models 1 time for one question (MAX_AGENT_MODEL_CALLS), and have.";
        assertThat(
                        new Asking(shop().gives(ROWS))
                                .within(new AgentLimits(1, 8, 16, 6, 200_000, 3))
                                .ask(calls))
                .isEqualTo(new TeamAnswer.Limited(DataAnalysisTeam.NAME, FINDINGS, reason));
        assertThat(calls.said).startsWith("There is no summary. " + reason).contains(TABLE);
    }

    @Test
    void aLimitOnTokensDoesTheSame() throws Exception {
        var calls = new ScriptedCalls(plan(SQL)).withTokensForEachCall(5_000);
        assertThat(
                        new Asking(shop().gives(ROWS))
                                .within(new AgentLimits(12, 8, 16, 6, 5_000, 3))
                                .ask(calls))
                .isInstanceOfSatisfying(
                        TeamAnswer.Limited.class,
                        it -> assertThat(it.reason()).contains("5,000 tokens", "MAX_AGENT_TOKENS"));
        assertThat(calls.said).contains(TABLE);
    }

    @Test
    void tablesAndCodeInTheProseAreTakenOut() throws Exception {
        var prose =
                PROSE
                        + "\n\n| a | b |\n| --- | --- |\n| 1 | 999999 |\n\n```html\n<script>666</script>\n```\n";
        var calls = new ScriptedCalls(plan(SQL), prose);
        new Asking(shop().gives(ROWS)).ask(calls);
        assertThat(calls.said.toString())
                .startsWith(PROSE + "\n\n| customer_name |")
                .doesNotContain("999999", "script");
    }

    @Test
    void anEmptyProseIsNoAnswer() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), "  \n");
        new Asking(shop().gives(ROWS)).ask(calls);
        assertThat(calls.said).startsWith("_There is no summary: the model gave none._");
    }
}
