package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.AgentBudget;
import dev.understudy.agent.BudgetedCalls;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.duckdb.DuckDbSource;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.time.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The team over the real sample database, with a scripted model. */
class SampleShopTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private static final DuckDbSource SHOP =
            DuckDbSource.sample("shop", NOON, ZoneOffset.UTC, SystemTime.ticker());

    private static final String TOP =
            "SELECT c.customer_name, sum(o.total) AS spent FROM customers c JOIN orders o USING"
                    + " (customer_id) GROUP BY c.customer_name ORDER BY spent DESC LIMIT 5";

    @AfterAll
    static void close() {
        SHOP.close();
    }

    private static AnalysisParts parts(int rows, Duration time) {
        return AnalysisParts.of(
                new DataSources(List.of(SHOP)),
                new ResultLimits(rows, 1 << 20, 1_000, time),
                NOON,
                ZoneOffset.UTC);
    }

    private static TeamAnswer ask(String question, ScriptedCalls calls) throws Exception {
        return ask(question, calls, parts(1_000, Duration.ofSeconds(30)));
    }

    private static TeamAnswer ask(String question, ScriptedCalls calls, AnalysisParts parts)
            throws Exception {
        return new DataAnalysisTeam(parts)
                .answer(
                        new Asking().query(question),
                        new BudgetedCalls(calls, new AgentBudget(Asking.LIMITS)));
    }

    @Test
    void fiveCustomersAreRankedByWhatTheySpent() throws Exception {
        var calls = new ScriptedCalls(plan(TOP), "These five spent most.");
        var answer = ask("Show me top 5 customers", calls);
        assertThat(answer).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(Optional.ofNullable(answer.findings()).orElseThrow().table().rows()).hasSize(5);
        assertThat(calls.said).contains("xychart-beta", "**Rows:** 5", "| customer_name | spent |");
    }

    @Test
    void theDatabasesOwnErrorIsRepaired() throws Exception {
        var calls =
                new ScriptedCalls(
                        plan(TOP.replace("o.total", "o.totl")),
                        plan(TOP.replace("FROM customers c", "FROM customer c")),
                        plan(TOP),
                        "These five spent most.");
        assertThat(ask("Show me top 5 customers", calls)).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(calls.asked(1)).contains("Perhaps meant", "orders.total");
        assertThat(calls.asked(2)).contains("Perhaps meant", "customers");
        assertThat(calls.steps.stream().filter(AgentStep.SqlRepaired.class::isInstance)).hasSize(2);
    }

    @Test
    void whatWritesOrReadsFilesIsRefusedAndRepaired() throws Exception {
        var calls =
                new ScriptedCalls(
                        plan("DELETE FROM orders"),
                        plan("SELECT * FROM read_csv('/etc/passwd')"),
                        plan(TOP),
                        "These five spent most.");
        assertThat(ask("Show me top 5 customers", calls)).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(calls.steps.stream().filter(AgentStep.SqlWritten.class::isInstance)).hasSize(1);
    }

    @Test
    void aValueThatNoRowHasIsFoundInTheRealColumnsValues() throws Exception {
        var sql = "SELECT count(*) AS customers FROM customers WHERE country = 'germany'";
        var calls =
                new ScriptedCalls(plan(sql), plan(sql.replace("germany", "Germany")), "So many.");
        ask("How many customers are in germany?", calls);
        assertThat(calls.asked(1)).contains("country never is 'germany'; it can be: 'Germany'");
    }

    @Test
    void aStatementThatIsTooSlowIsStoppedAndACheaperOneAskedFor() throws Exception {
        var slow =
                "SELECT count(*) AS n FROM order_items a, order_items b, order_items c"
                        + " WHERE a.amount + b.amount > c.amount";
        var calls = new ScriptedCalls(plan(slow), plan("SELECT 42 AS n"), "It is 42.");
        ask("How many?", calls, parts(1_000, Duration.ofMillis(200)));
        assertThat(calls.steps).contains(new AgentStep.SqlRepaired("Stopped after 1 s"));
        assertThat(calls.said).startsWith("It is 42.");
    }

    @Test
    void moreRowsThanAllowedAreCutAndSaid() throws Exception {
        var calls =
                new ScriptedCalls(
                        plan("SELECT order_id, total FROM orders ORDER BY order_id"), "Many.");
        ask("All orders", calls, parts(100, Duration.ofSeconds(30)));
        assertThat(calls.said)
                .contains("… and 50 more rows. The database had more: only the first 100 rows");
    }

    @Test
    void withoutAModelThePlannersAnswerSaysThatItIsOne() throws Exception {
        var calls = new ScriptedCalls();
        var offline = new OfflineAnswers(parts(1_000, Duration.ofSeconds(30)));
        var answer = offline.answer(new Asking().query("Show me top 5 customers"), calls);
        assertThat(answer).isPresent();
        assertThat(calls.said.toString())
                .startsWith("Understood as: ")
                .containsPattern(Pattern.compile("\\*\\*Source:\\*\\* shop · \\*\\*Rows:\\*\\* 5"))
                .endsWith("No model was used.");
        assertThat(offline.declined("Please frobnicate the customers").orElseThrow())
                .contains("frobnicate");
    }
}
