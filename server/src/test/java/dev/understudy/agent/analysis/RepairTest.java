package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.PROSE;
import static dev.understudy.agent.analysis.Asking.ROWS;
import static dev.understudy.agent.analysis.Asking.SQL;
import static dev.understudy.agent.analysis.Asking.plan;
import static dev.understudy.agent.analysis.Asking.shop;
import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.ShopCatalogue;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Findings;
import dev.understudy.gateway.TeamAnswer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RepairTest {
    private static final String BAD =
            "SELECT customr_nme, sum(total) AS spent FROM customers JOIN orders USING (customer_id)";

    private record Case(StatementFailure failure, String why, List<String> told) {}

    private static final List<Case> CASES =
            List.of(
                    new Case(
                            new StatementFailure.UnknownColumn(
                                    "c.customr_nme", "no column customr_nme"),
                            "no column customr_nme",
                            List.of(
                                    "no column customr_nme",
                                    "Perhaps meant",
                                    "customers.customer_name")),
                    new Case(
                            new StatementFailure.UnknownColumn("zzz", "no column zzz"),
                            "no column zzz",
                            List.of("The columns are", "orders.order_date", "customers.country")),
                    new Case(
                            new StatementFailure.UnknownTable(
                                    "main.order_item", "no table order_item"),
                            "no table order_item",
                            List.of("Perhaps meant", "order_items")),
                    new Case(
                            new StatementFailure.UnknownTable("zzz", "no table zzz"),
                            "no table zzz",
                            List.of("The tables are", "customers, orders")),
                    new Case(
                            new StatementFailure.UnknownFunction("TO_CHAR", "no function TO_CHAR"),
                            "no function TO_CHAR",
                            List.of("functions that DuckDB has")),
                    new Case(
                            new StatementFailure.WrongType("cannot compare DATE and VARCHAR"),
                            "cannot compare DATE and VARCHAR",
                            List.of("CAST where needed")),
                    new Case(
                            new StatementFailure.Syntax("syntax error at TOP"),
                            "syntax error at TOP",
                            List.of("Write DuckDB", "LIMIT n")),
                    new Case(
                            new StatementFailure.TooSlow(Duration.ofSeconds(30)),
                            "Stopped after 30 s",
                            List.of("ran longer than 30 s", "cheaper")),
                    new Case(
                            new StatementFailure.Denied("permission denied for salaries"),
                            "permission denied for salaries",
                            List.of("Use other tables")),
                    new Case(
                            new StatementFailure.Other("division by zero"),
                            "division by zero",
                            List.of("so that this cannot happen")));

    @TestFactory
    Stream<DynamicTest> eachFailureIsToldWithWhatWouldHelpAndThenRepaired() {
        return CASES.stream()
                .map(it ->
                        DynamicTest.dynamicTest(
                                it.failure().getClass().getSimpleName() + " " + it.why(),
                                () -> repaired(it)));
    }

    private static void repaired(Case failed) throws Exception {
        var calls = new ScriptedCalls(plan(BAD), plan(SQL), PROSE);
        var source = shop().fails(failed.failure()).gives(ROWS);
        var answer = new Asking(source).ask(calls);
        assertThat(answer)
                .isEqualTo(
                        new TeamAnswer.ByModel(
                                DataAnalysisTeam.NAME, new Findings("sample", SQL, ROWS)));
        assertThat(source.ran).containsExactly(BAD, SQL);
        assertThat(calls.steps)
                .containsExactly(
                        new AgentStep.SqlWritten("sample", BAD),
                        new AgentStep.SqlRepaired(failed.why()),
                        new AgentStep.SqlWritten("sample", SQL),
                        new AgentStep.SqlRan("sample", 2, 12));
        var again = calls.requests.get(1).messages();
        assertThat(again).hasSize(4);
        assertThat(again.get(2).text()).isEqualTo(plan(BAD));
        assertThat(again.get(3).text()).contains(failed.told());
        boolean name =
                failed.failure() instanceof StatementFailure.UnknownColumn
                        || failed.failure() instanceof StatementFailure.UnknownTable;
        assertThat(source.refreshed).isEqualTo(name ? 1 : 0);
    }

    @Test
    void whatTheGuardRefusesIsRepairedWithoutBeingRun() throws Exception {
        var calls =
                new ScriptedCalls(
                        plan("DROP TABLE customers"),
                        plan("SELECT 1 FROM clients"),
                        plan(SQL),
                        PROSE);
        var source = shop().gives(ROWS);
        new Asking(source).ask(calls);
        assertThat(source.ran).containsExactly(SQL);
        assertThat(calls.steps)
                .startsWith(
                        new AgentStep.SqlRepaired(
                                "Not allowed: DROP is not reading; write a SELECT"),
                        new AgentStep.SqlRepaired("Not allowed: there is no table clients"));
        assertThat(calls.asked(1)).contains("ONLY_READS", "DROP is not reading");
        assertThat(calls.asked(2)).contains("UNKNOWN_TABLE", "Perhaps meant", "customers");
        assertThat(source.refreshed).isEqualTo(1);
    }

    @Test
    void aTableThatIsNewIsFoundByReadingTheCatalogueAnewAndNoModelIsAsked() throws Exception {
        var customers = ShopCatalogue.SHOP.named("customers").getFirst();
        var clients =
                new Table(
                        new TableName("", "clients"),
                        "",
                        customers.columns(),
                        List.of(),
                        List.of(),
                        OptionalLong.empty());
        var calls = new ScriptedCalls(plan("SELECT 1 FROM clients"), PROSE);
        var source =
                shop().gives(ROWS)
                        .thenHas(
                                new Catalogue(
                                        "sample", Dialect.DUCKDB, "", List.of(customers, clients)));
        assertThat(new Asking(source).ask(calls)).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(source.ran).containsExactly("SELECT 1 FROM clients");
        assertThat(source.refreshed).isEqualTo(1);
    }

    @Test
    void aReplyThatCannotBeReadIsAskedForAgain() throws Exception {
        var calls = new ScriptedCalls("I would rather not.", plan(SQL), PROSE);
        assertThat(new Asking(shop().gives(ROWS)).ask(calls))
                .isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(calls.asked(1)).contains("The reply holds no complete JSON object.");
    }

    @Test
    void aFilterValueThatDoesNotOccurIsLookedForOnceInTheKnownValues() throws Exception {
        var first = "SELECT count(*) FROM customers WHERE country = 'Germny'";
        var second = "SELECT count(*) FROM customers WHERE country = 'Germany'";
        var calls = new ScriptedCalls(plan(first), plan(second), "There are 17.");
        var source = shop().gives(table("n", row(0))).gives(table("n", row(17)));
        new Asking(source).ask("How many in Germny?", calls);
        assertThat(source.ran).containsExactly(first, second);
        assertThat(calls.steps)
                .contains(new AgentStep.SqlRepaired("No rows: country never is 'Germny'"));
        assertThat(calls.asked(1)).contains("country never is 'Germny'; it can be: 'Germany'");
    }

    @Test
    void whenTheModelInsistsOnItsFilterThereAreNoRows() throws Exception {
        var sql = "SELECT customer_name FROM customers WHERE country = 'Atlantis'";
        var calls = new ScriptedCalls(plan(sql), plan(sql + " ;"));
        var source = shop().gives(table("customer_name"));
        assertThat(new Asking(source).ask("Customers in Atlantis?", calls).findings())
                .isEqualTo(new Findings("sample", sql, table("customer_name")));
        assertThat(calls.said).startsWith("No rows:");
        assertThat(source.ran).containsExactly(sql);
    }

    @Test
    void theSecondEmptyResultIsTheAnswer() throws Exception {
        var first = "SELECT customer_name FROM customers WHERE country = 'Atlantis'";
        var second = "SELECT customer_name FROM customers WHERE country = 'Atlantide'";
        var calls = new ScriptedCalls(plan(first), plan(second));
        var source = shop().gives(table("customer_name")).gives(table("customer_name"));
        new Asking(source).ask("Customers in Atlantis?", calls);
        assertThat(calls.said).startsWith("No rows:");
        assertThat(calls.finished()).isTrue();
    }

    @Test
    void theSameErrorTwiceInARowEndsTheRepairs() throws Exception {
        var calls = new ScriptedCalls(plan("SELECT a1"), plan("SELECT a2"), plan("SELECT a3"));
        var source =
                shop().fails(new StatementFailure.UnknownColumn("a", "No column \"a\" at line 1"))
                        .fails(
                                new StatementFailure.UnknownColumn(
                                        "a", "No column  \"a\" at line 27"));
        assertThat(new Asking(source).ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "The same error came twice in a row."));
        assertThat(calls.requests).hasSize(2);
        assertThat(calls.said)
                .contains(
                        "I could not get this from the data.",
                        "No column  \"a\" at line 27",
                        "```sql\nSELECT a2\n```");
    }

    @Test
    void theSameStatementIsNeverRunAgain() throws Exception {
        var calls = new ScriptedCalls(plan("SELECT a"), plan("SELECT b"), plan("SELECT   a ;"));
        var source =
                shop().fails(new StatementFailure.Other("lock"))
                        .fails(new StatementFailure.Syntax("near b"));
        assertThat(new Asking(source).ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "The same statement was written again."));
        assertThat(source.ran).containsExactly("SELECT a", "SELECT b");
    }

    @Test
    void theRepairsAreBounded() throws Exception {
        var source = shop();
        var replies = new String[4];
        for (int count = 0; count < replies.length; count++) {
            source.fails(new StatementFailure.Other("error " + "x".repeat(count)));
            replies[count] = plan("SELECT " + count);
        }
        var calls = new ScriptedCalls(replies);
        assertThat(new Asking(source).ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "It was tried 4 times (AGENT_RETRY_ATTEMPTS allows 3 repairs)."));
        assertThat(source.ran).hasSize(4);
        assertThat(calls.steps.stream().filter(AgentStep.SqlRepaired.class::isInstance)).hasSize(3);
    }

    @Test
    void withoutRepairsTheFirstErrorIsTheLast() throws Exception {
        var calls = new ScriptedCalls("no JSON");
        assertThat(new Asking(shop()).within(new AgentLimits(12, 8, 16, 6, 200_000, 0)).ask(calls))
                .isInstanceOf(TeamAnswer.Limited.class);
        assertThat(calls.requests).hasSize(1);
    }

    @Test
    void whereTheModelGivesUpThePlannerAnswersWhatItFullyUnderstands() throws Exception {
        var calls = new ScriptedCalls("no JSON", "still no JSON");
        var source = shop().gives(ROWS);
        assertThat(new Asking(source).planning(SQL).ask(calls))
                .isEqualTo(
                        new TeamAnswer.Computed(
                                DataAnalysisTeam.NAME, new Findings("sample", SQL, ROWS)));
        assertThat(calls.said.toString())
                .startsWith(
                        "Understood as: the 2 best \\*customers\\*\n\n| customer_name | spent |")
                .endsWith("No model was used.");
    }

    @Test
    void thePlannerDoesNotRunAgainWhatFailed() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), plan("SELECT 2"));
        var source =
                shop().fails(new StatementFailure.Other("x"))
                        .fails(new StatementFailure.Other("x"));
        assertThat(new Asking(source).planning(SQL).ask(calls))
                .isInstanceOf(TeamAnswer.Limited.class);
        assertThat(source.ran).containsExactly(SQL, "SELECT 2");
    }
}
