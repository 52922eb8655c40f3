package dev.understudy.cli.drill;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** The scenarios of the agents, on the made-up shop. */
final class AgentScenarios {
    private static final String QUESTION = "Show me top 5 customers";
    private static final String SQL =
            """
            SELECT c.customer_name, SUM(o.total) AS spent FROM customers c \
            JOIN orders o ON o.customer_id = c.customer_id \
            GROUP BY c.customer_name ORDER BY spent DESC LIMIT 5\
            """;
    private static final String WRONG_SQL = SQL.replace("o.total", "o.totl");
    private static final Behaviour CLOUD_PROSE = Behaviour.text("These customers spent the most.");
    private static final Behaviour LOCAL_PROSE = Behaviour.text("The customers who spent most.");
    private static final Pattern TABLE_ROW =
            Pattern.compile("(?m)^\\| (?!customer_name|---).*\\|$");

    private AgentScenarios() {}

    private static Behaviour plan(String sql) {
        var plan =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "sql")
                        .put("source", "sample")
                        .put("sql", sql)
                        .put("assumption", "")
                        .put("message", "")
                        .put("chart", "auto");
        return Behaviour.json(plan.toString());
    }

    /** Plans are asked for in a form, prose is not. */
    private static boolean asksForPlan(RecordedRequest request) {
        return request.json().has("format");
    }

    private static long plansAskedOf(Rehearsal on, String model) {
        return on.upstream().chats(model).stream().filter(AgentScenarios::asksForPlan).count();
    }

    static void dataQuestion(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream()
                .when(AgentScenarios::asksForPlan, plan(SQL))
                .model(PRIMARY, CLOUD_PROSE)
                .model(FALLBACK, LOCAL_PROSE);
        var seen = on.agents().ask(QUESTION);
        verdict.expect("the cloud model answered", seen.outcome(), "answered");
        inOrder(
                verdict,
                seen,
                "SupervisorAgent",
                "Routing to: Data Analysis Team",
                "5 rows from sample",
                "Answer",
                "These customers spent the most.",
                "| customer_name |",
                "Usage: 15/1000 requests (1.5%)");
        verdict.expect("the table has 5 rows", tableRows(seen), 5L);
        verdict.expect(
                "the rows are in the answer's JSON", seen.understudy().path("rows").size(), 5);
        verdict.expect("plan and prose were one attempt", seen.attempts().size(), 1);
        verdict.expect("usage went from 14 to 15", on.used(), 15);
    }

    static void cloudFailsAfterTheRows(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream()
                .when(AgentScenarios::asksForPlan, plan(SQL))
                .model(PRIMARY, Behaviour.error(502))
                .model(FALLBACK, LOCAL_PROSE);
        var seen = on.agents().ask(QUESTION);
        verdict.expect("the local model finished", seen.outcome(), "answered_by_fallback");
        verdict.expect("the cloud model was asked for SQL once", plansAskedOf(on, PRIMARY), 1L);
        verdict.expect("the local model was not", plansAskedOf(on, FALLBACK), 0L);
        verdict.expect("the SQL ran once", count(seen, "rows from sample"), 1L);
        verdict.expect("routing was told once", count(seen, "Routing to:"), 1L);
        inOrder(
                verdict,
                seen,
                "Routing to: Data Analysis Team",
                "Notice: Using Fallback Model",
                "The customers who spent most.",
                "| customer_name |");
        verdict.expect("usage went from 14 to 16", on.used(), 16);
    }

    static void sqlRepaired(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream()
                .when(AgentScenarios::asksForPlan, plan(WRONG_SQL), plan(SQL))
                .model(PRIMARY, CLOUD_PROSE)
                .model(FALLBACK, LOCAL_PROSE);
        var seen = on.agents().ask(QUESTION);
        verdict.expect("the cloud model answered", seen.outcome(), "answered");
        inOrder(verdict, seen, "Repairing the SQL", "totl", "5 rows from sample", "Answer");
        verdict.expect("it was told the column's right name", repairNames(on, "total"), true);
        verdict.expect("the table has 5 rows", tableRows(seen), 5L);
        verdict.expect("all of it was one attempt", seen.attempts().size(), 1);
    }

    private static boolean repairNames(Rehearsal on, String column) {
        var plans =
                on.upstream().chats(PRIMARY).stream().filter(AgentScenarios::asksForPlan).toList();
        var messages = plans.getLast().json().path("messages");
        return plans.size() == 2
                && messages.path(messages.size() - 1).path("content").asString("").contains(column);
    }

    private static long tableRows(Seen seen) {
        return TABLE_ROW.matcher(seen.content()).results().count();
    }

    private static long count(Seen seen, String text) {
        return Pattern.compile(Pattern.quote(text)).matcher(seen.content()).results().count();
    }

    private static void inOrder(Verdict verdict, Seen seen, String... texts) {
        int at = 0;
        for (var text : texts) {
            int found = seen.content().indexOf(text, at);
            verdict.expect(
                    "the user reads \"%s\"".formatted(text),
                    found >= 0,
                    "not after %d in:\n%s".formatted(at, seen.content()));
            at = Math.max(at, found);
        }
    }
}
