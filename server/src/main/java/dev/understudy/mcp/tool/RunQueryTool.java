package dev.understudy.mcp.tool;

import dev.understudy.data.guard.GuardRule;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.MarkdownTable;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import dev.understudy.output.ResultJson;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code run_query}: a client's own statement, through the guard and within the limits that the
 * agents have. Costs no quota, since no model is asked.
 */
public final class RunQueryTool implements ServedTool {
    private final ToolDescription description = ToolDescription.of(RunQueryTool.class, "run_query");
    private final OpenSources sources;
    private final ResultLimits limits;
    private final UserTurns turns = new UserTurns();

    public RunQueryTool(DataSources sources, ResultLimits limits) {
        this.sources = new OpenSources(sources);
        this.limits = limits;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public ToolResult use(ToolArguments arguments, ToolUse use) throws ToolProblem {
        var sql = arguments.text("sql");
        var source = sources.one(arguments.optionalText("source"));
        var allowed = allowed(sql, source);
        var ran =
                turns.run(
                        use.user(),
                        limits.time(),
                        use.cancellation(),
                        () -> source.run(allowed, limits, use.cancellation()));
        return switch (ran) {
            case StatementResult.Rows rows -> result(source, allowed, rows);
            case StatementResult.Failed(var failure) -> throw problem(failure, source);
        };
    }

    /** A table that is not known may be younger than the catalogue, which is then read anew. */
    private static ReadOnlySql allowed(String sql, DataSource source) throws ToolProblem {
        var verdict = ReadOnlyGuard.check(sql, OpenSources.catalogue(source));
        if (verdict instanceof GuardVerdict.Refused(var rule, var _, var _)
                && rule == GuardRule.UNKNOWN_TABLE) {
            source.refresh();
            verdict = ReadOnlyGuard.check(sql, OpenSources.catalogue(source));
        }
        return switch (verdict) {
            case GuardVerdict.Allowed(var allowed) -> allowed;
            case GuardVerdict.Refused(_, var message, var nearest) ->
                    throw new ToolProblem(
                            "The statement was not run. %s%s"
                                    .formatted(
                                            message,
                                            nearest.isEmpty()
                                                    ? ""
                                                    : " Perhaps meant: "
                                                            + String.join(", ", nearest)
                                                            + "."));
        };
    }

    private static ToolResult result(
            DataSource source, ReadOnlySql sql, StatementResult.Rows rows) {
        var table = rows.table();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("source", source.name())
                        .put("sql", sql.text());
        ResultJson.put(json, table, Integer.MAX_VALUE);
        json.put("row_count", table.rows().size()).put("milliseconds", rows.took().toMillis());
        return ToolResult.of(MarkdownTable.of(table), json);
    }

    private static ToolProblem problem(StatementFailure failure, DataSource source) {
        var dialect = source.dialect().title();
        return switch (failure) {
            case StatementFailure.UnknownColumn(_, var message) ->
                    said(message, "describe_table tells the columns.");
            case StatementFailure.UnknownTable(_, var message) ->
                    said(message, "list_tables tells the tables.");
            case StatementFailure.UnknownFunction(_, var message) ->
                    said(message, "Use functions that %s has.".formatted(dialect));
            case StatementFailure.WrongType(var message) ->
                    said(message, "Compare values of the same type; CAST where needed.");
            case StatementFailure.Syntax(var message) ->
                    said(message, "Write it in the SQL of %s.".formatted(dialect));
            case StatementFailure.TooSlow(var limit) ->
                    new ToolProblem(
                            "The statement was stopped: it ran longer than %d s. Write a cheaper one: a narrower filter, fewer joins."
                                    .formatted(Math.max(1, limit.toSeconds())));
            case StatementFailure.Denied(var message) ->
                    said(message, "Use other tables or columns.");
            case StatementFailure.SourceDown(var message) -> OpenSources.down(source, message);
            case StatementFailure.Cancelled() -> new ToolProblem("The statement was cancelled.");
            case StatementFailure.Other(var message) ->
                    said(message, "Write it so that this cannot happen.");
        };
    }

    /** The database's message is its first line, bounded and without control characters. */
    private static ToolProblem said(String message, String help) {
        return new ToolProblem("The database said: %s%n%s".formatted(message, help));
    }
}
