package dev.understudy.store;

import dev.understudy.execution.Outcome;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistorySum;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageCounts;
import dev.understudy.usage.UsageName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The history in rows: summed up by the database, so that what is read is bounded by days and
 * names, not by entries. The SQL is what SQLite and PostgreSQL both take. One thread at a time.
 */
final class HistoryRows {
    /**
     * Names are told apart by how many entries they have, whether those are still there by
     * themselves or were rolled up; the rest comes back without a name. An empty name stands for
     * none.
     */
    @SuppressWarnings("InlineFormatString") // long SQL is read best by itself
    private static final String SUMS =
            """
            WITH entries AS (
              SELECT attempts.window_start AS day, %s AS name,
                  CASE WHEN attempts.metered = 1
                    AND attempts.state IN ('outstanding', 'settled') THEN 1 ELSE 0 END
                    AS request,
                  1 AS attempt, 0 AS query, attempts.prompt_tokens AS tokens_in,
                  attempts.completion_tokens AS tokens_out, attempts.estimated AS estimated,
                  0 AS fallback
                FROM attempts %s
                WHERE attempts.window_start >= ? AND attempts.window_start < ?
              UNION ALL
              SELECT queries.window_start, %s, 0, 0, 1, 0, 0, 0,
                  CASE WHEN queries.outcome = '%s' THEN 1 ELSE 0 END
                FROM queries
                WHERE queries.window_start >= ? AND queries.window_start < ?
              UNION ALL
              SELECT day_sums.window_start, %s, day_sums.requests, day_sums.attempts,
                  day_sums.queries, day_sums.prompt_tokens, day_sums.completion_tokens,
                  day_sums.estimated, day_sums.fallbacks
                FROM day_sums
                WHERE day_sums.window_start >= ? AND day_sums.window_start < ?
            ), shown AS (
              SELECT name FROM entries WHERE name IS NOT NULL
                GROUP BY name ORDER BY sum(attempt + query) DESC, name LIMIT ?
            )
            SELECT entries.day, shown.name, sum(request), sum(attempt), sum(query),
                sum(tokens_in), sum(tokens_out), sum(estimated), sum(fallback)
              FROM entries LEFT JOIN shown ON shown.name = entries.name
              GROUP BY entries.day, shown.name
            """;

    private final Statements statements;

    HistoryRows(Statements statements) {
        this.statements = statements;
    }

    void addTo(HistorySum sum, Optional<HistoryBy> by) throws SQLException {
        long from = sum.from().toEpochMilli();
        long until = sum.until().toEpochMilli();
        var _ =
                statements.all(
                        sql(by),
                        row -> add(sum, row),
                        from,
                        until,
                        from,
                        until,
                        from,
                        until,
                        HistoryView.MOST_NAMES);
    }

    private static String sql(Optional<HistoryBy> by) {
        boolean joined = by.equals(Optional.of(HistoryBy.OUTCOME));
        return SUMS.formatted(
                by.map(HistoryRows::nameOfAttempt).orElse("''"),
                joined ? "LEFT JOIN queries ON queries.query_id = attempts.query_id" : "",
                by.map(HistoryRows::nameOfQuery).orElse("''"),
                Outcome.AnsweredByFallback.WIRE_NAME,
                by.map(HistoryRows::nameOfDaySum).orElse("''"));
    }

    private static String nameOfAttempt(HistoryBy by) {
        return switch (by) {
            case MODEL -> "attempts.model";
            case USER -> "attempts.\"user\"";
            case TEAM -> "attempts.team";
            case OUTCOME -> "coalesce(queries.outcome, '')";
        };
    }

    private static String nameOfQuery(HistoryBy by) {
        return switch (by) {
            case MODEL -> "coalesce(queries.model, '')";
            case USER -> "queries.\"user\"";
            case TEAM -> "queries.team";
            case OUTCOME -> "queries.outcome";
        };
    }

    /** Null where the names were given up: a name that is not shown. */
    private static String nameOfDaySum(HistoryBy by) {
        return switch (by) {
            case MODEL -> shownBelow(DaySum.WHOLE_DAY, "day_sums.model");
            case USER -> shownBelow(DaySum.OTHER_USERS, "day_sums.\"user\"");
            case TEAM -> shownBelow(DaySum.WHOLE_DAY, "day_sums.team");
            case OUTCOME -> shownBelow(DaySum.WHOLE_DAY, "day_sums.outcome");
        };
    }

    private static String shownBelow(int level, String name) {
        return "CASE WHEN day_sums.others < %d THEN %s END".formatted(level, name);
    }

    private static boolean add(HistorySum sum, ResultSet row) throws SQLException {
        sum.add(
                Instant.ofEpochMilli(row.getLong(1)),
                name(row),
                new UsageCounts(
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)));
        return true;
    }

    private static UsageName name(ResultSet row) throws SQLException {
        var name = row.getString(2);
        if (name == null) {
            return new UsageName.Others();
        }
        return name.isEmpty() ? new UsageName.Nameless() : new UsageName.Named(name);
    }
}
