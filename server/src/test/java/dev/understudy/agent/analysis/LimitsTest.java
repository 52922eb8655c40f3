package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.PROSE;
import static dev.understudy.agent.analysis.Asking.ROWS;
import static dev.understudy.agent.analysis.Asking.SQL;
import static dev.understudy.agent.analysis.Asking.plan;
import static dev.understudy.agent.analysis.Asking.shop;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void withoutAnyModelTheCallerIsToldAndNothingWasSaid() {
        var calls = new ScriptedCalls(ScriptedCalls.NO_MODEL);
        var source = shop();
        assertThatThrownBy(() -> new Asking(source).planning(SQL).ask(calls))
                .isInstanceOf(NoModelException.class);
        assertThat(calls.said).isEmpty();
        assertThat(source.ran).isEmpty();
    }

    @Test
    void whenNoModelRepairsTheCallerIsTold() {
        var calls = new ScriptedCalls(plan("SELECT a"), ScriptedCalls.NO_MODEL);
        var source = shop().fails(new StatementFailure.Other("x"));
        assertThatThrownBy(() -> new Asking(source).ask(calls))
                .isInstanceOf(NoModelException.class);
        assertThat(calls.said).isEmpty();
    }

    @Test
    void whenNoModelLooksForAnotherValueThereAreNoRows() throws Exception {
        var sql = "SELECT customer_name FROM customers WHERE country = 'Atlantis'";
        var calls = new ScriptedCalls(plan(sql), ScriptedCalls.NO_MODEL);
        assertThat(new Asking(shop().gives(table("customer_name"))).ask(calls))
                .isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(calls.said).startsWith("No rows:");
    }

    @Test
    void aLimitBeforeAnyRowsIsTheCallersToTell() {
        var calls = new ScriptedCalls("no JSON");
        assertThatThrownBy(() ->
                        new Asking(shop())
                                .within(new AgentLimits(1, 8, 16, 6, 200_000, 3))
                                .ask(calls))
                .isInstanceOf(LimitReachedException.class);
        assertThat(calls.said).isEmpty();
    }

    @Test
    void afterALimitThePlannerMayStillAnswer() throws Exception {
        var calls = new ScriptedCalls("no JSON");
        assertThat(
                        new Asking(shop().gives(ROWS))
                                .planning(SQL)
                                .within(new AgentLimits(1, 8, 16, 6, 200_000, 3))
                                .ask(calls))
                .isInstanceOf(TeamAnswer.Computed.class);
    }

    @Test
    void statementsAreBoundedAndThePlannerGetsNoMoreOfThem() throws Exception {
        var calls = new ScriptedCalls(plan("SELECT a"), plan("SELECT b"));
        var source = shop().fails(new StatementFailure.Other("x"));
        assertThat(
                        new Asking(source)
                                .planning(SQL)
                                .within(new AgentLimits(12, 8, 16, 1, 200_000, 3))
                                .ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "The agents may run SQL statements 1 time for one question"
                                        + " (MAX_AGENT_SQL_STATEMENTS), and have."));
        assertThat(source.ran).containsExactly("SELECT a");
    }

    @Test
    void whereverItIsStoppedItStopsAtOnceAndSaysNothingMore() throws Exception {
        int actions = 0;
        boolean stopped = true;
        while (stopped) {
            var calls =
                    new ScriptedCalls(plan("SELECT a"), plan(SQL), "wrong: 99999", PROSE)
                            .stoppedAfter(actions);
            var source = shop().fails(new StatementFailure.Other("x")).gives(ROWS);
            try {
                new Asking(source).ask(calls);
                stopped = false;
            } catch (StoppedException _) {
                assertThat(calls.said.isEmpty())
                        .as("nothing was said after %d actions", actions)
                        .isEqualTo(actions < 9);
                actions++;
            }
        }
        // Two plans, two statements and one result, one repair, two proses, the answer's parts.
        assertThat(actions).isEqualTo(11);
    }

    @Test
    void aStatementThatWasCalledOffEndsTheWork() {
        var calls = new ScriptedCalls(plan(SQL));
        var source = shop().fails(new StatementFailure.Cancelled());
        assertThatThrownBy(() -> new Asking(source).ask(calls))
                .isInstanceOf(StoppedException.class);
        assertThat(List.copyOf(calls.requests)).hasSize(1);
    }
}
