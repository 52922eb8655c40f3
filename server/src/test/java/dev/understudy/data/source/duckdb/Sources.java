package dev.understudy.data.source.duckdb;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.guard.UncheckedSql;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Real sources for tests, and statements on them. */
final class Sources {
    static final ResultLimits LIMITS =
            new ResultLimits(1000, 1 << 20, 1000, Duration.ofSeconds(60));

    private Sources() {}

    static DuckDbSource sample() {
        var noon = Instant.parse("2026-03-10T12:00:00Z");
        return DuckDbSource.sample("shop", () -> noon, ZoneOffset.UTC, SystemTime.ticker());
    }

    static DuckDbSource files(Path path) {
        return DuckDbSource.files("files", path, SystemTime.ticker());
    }

    static StatementResult run(DataSource source, String sql, ResultLimits limits) {
        return source.run(UncheckedSql.of(sql, Dialect.DUCKDB), limits, new Cancellation());
    }

    static ResultTable rows(DataSource source, String sql) {
        return rows(source, sql, LIMITS);
    }

    static ResultTable rows(DataSource source, String sql, ResultLimits limits) {
        return switch (run(source, sql, limits)) {
            case StatementResult.Rows(ResultTable table, Duration took) -> table;
            case StatementResult.Failed(StatementFailure failure) ->
                    throw new AssertionError(sql + ": " + failure);
        };
    }

    static StatementFailure failure(DataSource source, String sql, ResultLimits limits) {
        return switch (run(source, sql, limits)) {
            case StatementResult.Rows(ResultTable table, Duration took) ->
                    throw new AssertionError(sql + ": " + table);
            case StatementResult.Failed(StatementFailure failure) -> failure;
        };
    }

    /** The one row that a statement gives. */
    static List<Cell> row(DataSource source, String sql) {
        return rows(source, sql).rows().getFirst();
    }
}
