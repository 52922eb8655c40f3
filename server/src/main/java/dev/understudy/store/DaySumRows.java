package dev.understudy.store;

import dev.understudy.usage.UsageCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The days that entries were rolled up into, in rows. The SQL is what SQLite and PostgreSQL both
 * take. One thread at a time, inside a transaction.
 */
final class DaySumRows {
    private final Statements statements;

    DaySumRows(Statements statements) {
        this.statements = statements;
    }

    /** Adds to what is there; one row for each key. */
    void add(Iterable<DaySum> sums) throws SQLException {
        Map<DaySum.Key, UsageCounts> byKey = new TreeMap<>();
        sums.forEach(sum -> byKey.merge(sum.key(), sum.counts(), UsageCounts::plus));
        for (var sum : byKey.entrySet()) {
            add(sum.getKey(), sum.getValue());
        }
    }

    private void add(DaySum.Key key, UsageCounts counts) throws SQLException {
        statements.run(
                """
                INSERT INTO day_sums (window_start, model, "user", team, outcome, others, requests,
                    attempts, queries, prompt_tokens, completion_tokens, estimated, fallbacks)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  ON CONFLICT (window_start, model, "user", team, outcome, others) DO UPDATE SET
                    requests = day_sums.requests + excluded.requests,
                    attempts = day_sums.attempts + excluded.attempts,
                    queries = day_sums.queries + excluded.queries,
                    prompt_tokens = day_sums.prompt_tokens + excluded.prompt_tokens,
                    completion_tokens = day_sums.completion_tokens + excluded.completion_tokens,
                    estimated = day_sums.estimated + excluded.estimated,
                    fallbacks = day_sums.fallbacks + excluded.fallbacks
                """,
                key.windowStart(),
                key.model(),
                key.user(),
                key.team(),
                key.outcome(),
                key.others(),
                counts.requests(),
                counts.attempts(),
                counts.queries(),
                counts.promptTokens(),
                counts.completionTokens(),
                counts.estimatedAttempts(),
                counts.fallbacks());
    }

    /** The first day from this one on that still has names. */
    Optional<Long> firstNamedDay(long from) throws SQLException {
        return statements.first(
                """
                SELECT window_start FROM day_sums WHERE window_start >= ? AND others < ?
                  ORDER BY window_start LIMIT 1
                """,
                row -> row.getLong(1),
                from,
                DaySum.WHOLE_DAY);
    }

    long usersOf(long day) throws SQLException {
        return statements
                .first(
                        """
                        SELECT count(DISTINCT "user") FROM day_sums
                          WHERE window_start = ? AND others = ?
                        """,
                        row -> row.getLong(1),
                        day,
                        DaySum.NAMED)
                .orElse(0L);
    }

    /**
     * Gives up names of a day, those of the users with fewest entries.
     *
     * @param level {@link DaySum#OTHER_USERS} or {@link DaySum#WHOLE_DAY}
     * @param users how many users, at most
     * @return how many rows had them
     */
    int fold(long day, int level, long users) throws SQLException {
        List<DaySum> folded =
                statements.all(
                        """
                        DELETE FROM day_sums
                          WHERE window_start = ? AND others < ? AND "user" IN (
                            SELECT "user" FROM day_sums WHERE window_start = ? AND others < ?
                              GROUP BY "user" ORDER BY sum(attempts + queries), "user" DESC
                              LIMIT ?)
                          RETURNING window_start, model, "user", team, outcome, others, requests,
                            attempts, queries, prompt_tokens, completion_tokens, estimated,
                            fallbacks
                        """,
                        DaySumRows::read,
                        day,
                        level,
                        day,
                        level,
                        users);
        add(folded.stream().map(sum -> new DaySum(sum.key().folded(level), sum.counts())).toList());
        return folded.size();
    }

    private static DaySum read(ResultSet row) throws SQLException {
        return new DaySum(
                new DaySum.Key(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6)),
                new UsageCounts(
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13)));
    }
}
