package dev.understudy.agent.analysis;

import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;

import dev.understudy.agent.AgentBudget;
import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.agent.ShopCatalogue;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.GuardRule;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.UncheckedSql;
import dev.understudy.data.offline.DataPlan;
import dev.understudy.data.result.ChartWish;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.DataSources;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the team about the shop, with a scripted model. */
final class Asking {
    static final AgentLimits LIMITS = new AgentLimits(12, 8, 16, 6, 200_000, 3);
    static final String QUESTION = "Show me the top 2 customers";

    static final String SQL =
            "SELECT customer_name, sum(total) AS spent FROM customers JOIN orders USING"
                    + " (customer_id) GROUP BY ALL ORDER BY spent DESC LIMIT 2";

    static final ResultTable ROWS =
            table(
                    "customer_name|spent",
                    row("Adler GmbH", new BigDecimal("182345.50")),
                    row("Birke AG", new BigDecimal("151200.25")));

    static final String PROSE = "Adler GmbH spent most, 182,345.50, before Birke AG.";

    static final DataPlan DECLINED =
            new DataPlan.Declined(List.of("frobnicate"), "One word is not known.");

    private QuestionPlanner planner = (question, catalogue, today) -> DECLINED;
    private AgentLimits limits = LIMITS;
    private List<ChatMessage> before = List.of();
    private final DataSources sources;

    Asking(ScriptedSource... sources) {
        this.sources = new DataSources(List.of(sources));
    }

    static ScriptedSource shop() {
        return new ScriptedSource("sample", ShopCatalogue.SHOP);
    }

    Asking planning(String sql) {
        planner =
                (question, catalogue, today) ->
                        new DataPlan.Planned(sql, "the 2 best *customers*", ChartWish.AUTO);
        return this;
    }

    Asking within(AgentLimits newLimits) {
        limits = newLimits;
        return this;
    }

    Asking after(ChatMessage... messages) {
        before = List.of(messages);
        return this;
    }

    /** A plan as the schema asks for. */
    static String plan(String sql) {
        return plan("sql", sql, "", "");
    }

    static String plan(String kind, String sql, String assumption, String message) {
        return """
        {"kind": "%s", "source": "sample", "sql": "%s", "assumption": "%s", \
        "message": "%s", "chart": "auto"}\
        """
                .formatted(kind, sql.replace("\"", "\\\""), assumption, message);
    }

    TeamAnswer ask(ScriptedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException {
        return ask(QUESTION, calls);
    }

    TeamAnswer ask(String question, ScriptedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException {
        return new DataAnalysisTeam(parts())
                .answer(query(question), new BudgetedCalls(calls, new AgentBudget(limits)));
    }

    Query query(String question) {
        var messages = new java.util.ArrayList<>(before);
        messages.add(ChatMessage.user(question));
        return new Query(
                "q1",
                "autogen-agents",
                "ann",
                "c1",
                true,
                true,
                ChatRequest.of(messages, Sampling.at(0.7), 4_096));
    }

    AnalysisParts parts() {
        return new AnalysisParts(
                sources,
                Asking::judged,
                Asking::described,
                planner,
                new ResultLimits(1_000, 1 << 20, 1_000, Duration.ofSeconds(30)),
                InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z")),
                ZoneOffset.UTC);
    }

    private static GuardVerdict judged(String sql, Catalogue catalogue) {
        if (sql.contains("DROP")) {
            return new GuardVerdict.Refused(
                    GuardRule.ONLY_READS, "DROP is not reading; write a SELECT", List.of());
        }
        if (sql.contains("clients") && catalogue.named("clients").isEmpty()) {
            return new GuardVerdict.Refused(
                    GuardRule.UNKNOWN_TABLE, "there is no table clients", List.of("customers"));
        }
        return new GuardVerdict.Allowed(UncheckedSql.of(sql, catalogue.dialect()));
    }

    private static String described(Catalogue catalogue, String question, int tokens) {
        return catalogue.tables().stream()
                .map(table ->
                        table.name()
                                + " -- "
                                + table.comment()
                                + "\n"
                                + table.columns().stream()
                                        .map(it ->
                                                "  %s %s -- %s %s"
                                                        .formatted(
                                                                it.name(),
                                                                it.declared(),
                                                                it.comment(),
                                                                it.values()))
                                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }
}
