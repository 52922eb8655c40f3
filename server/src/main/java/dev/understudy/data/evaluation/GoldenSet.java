package dev.understudy.data.evaluation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Questions about one source.
 *
 * @param name for people
 * @param today the day on which they are asked: what "last month" is relative to
 */
public record GoldenSet(
        String name, LocalDate today, Setup setup, List<GoldenQuestion> questions) {
    public GoldenSet {
        questions = List.copyOf(questions);
    }

    /** How its database is made. */
    public sealed interface Setup {
        /** The made-up shop, up to the set's day. */
        record Sample() implements Setup {}

        /** A script of DuckDB's SQL. */
        record Script(String sql) implements Setup {}

        /** Files of comma-separated values, each a table; without keys, so nothing is joined. */
        record Csv(Map<String, Path> tables) implements Setup {
            public Csv {
                tables = Map.copyOf(tables);
            }
        }
    }
}
