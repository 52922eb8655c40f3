package dev.understudy.data.evaluation;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.duckdb.DuckDbSource;
import dev.understudy.time.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Questions about one source.
 *
 * @param name for people
 * @param today the day on which they are asked: what "last month" is relative to
 */
public record GoldenSet(String name, LocalDate today, Setup setup, List<GoldenQuestion> questions) {
    public GoldenSet {
        questions = List.copyOf(questions);
    }

    /** How its database is made. */
    public sealed interface Setup {
        /** The made-up shop, up to the set's day. */
        record Sample() implements Setup {}

        /** A script of DuckDB's SQL. */
        record Script(String sql) implements Setup {}

        /** CSV, Parquet or JSON files as tables; they have no keys, so nothing is joined. */
        record Files(Path fileOrFolder) implements Setup {}
    }

    /** The source that is asked; closing it is the caller's. */
    public DataSource open(Ticker ticker) {
        return switch (setup) {
            case Setup.Sample() ->
                    DuckDbSource.sample(
                            name,
                            InstantSource.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant()),
                            ZoneOffset.UTC,
                            ticker);
            case Setup.Script(var sql) -> DuckDbSource.script(name, sql, ticker);
            case Setup.Files(var path) -> DuckDbSource.files(name, path, ticker);
        };
    }
}
