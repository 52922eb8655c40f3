package dev.understudy.store;

import dev.understudy.execution.Outcome;
import dev.understudy.usage.Retention;
import dev.understudy.usage.UsageCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How old entries become sums of their days, step by step. Each step is one transaction, in which
 * what is summed up is also deleted, by the rows that the database says it has deleted: so nothing
 * is counted twice or lost, whoever else does the same and whenever a process dies.
 *
 * <p>The SQL is what SQLite and PostgreSQL both take. One thread at a time, inside a transaction.
 */
final class RetentionRows {
    /**
     * Queries of one step, or attempts without one, or users whose names are given up. A query has
     * five places in indexes, which lie anywhere in the file: this many take about two
     * milliseconds.
     */
    static final int BATCH = 25;

    /** Days that one step looks at in which nothing is to be done. */
    private static final int MOST_DAYS_LOOKED_AT = 50;

    /** How long others leave the work to who has begun it; a step takes some milliseconds. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final String IDS = String.join(", ", Collections.nCopies(BATCH, "?"));

    private static final String OF_ATTEMPT =
            """
            query_id, window_start, model, "user", team,
              CASE WHEN state IN ('outstanding', 'settled') THEN 1 ELSE 0 END,
              prompt_tokens, completion_tokens, estimated
            """;

    private static final String DELETE_QUERIES =
            """
            DELETE FROM queries WHERE query_id IN (%s)
              RETURNING query_id, window_start, coalesce(model, ''), "user", team, outcome
            """
                    .formatted(IDS);

    private static final String DELETE_ATTEMPTS =
            "DELETE FROM attempts WHERE query_id IN (%s) RETURNING %s".formatted(IDS, OF_ATTEMPT);

    private static final String DELETE_TRAILS =
            "DELETE FROM trails WHERE query_id IN (%s)".formatted(IDS);

    /** Attempts whose query was never written down: its process died, or it was a probe's. */
    private static final String DELETE_ATTEMPTS_WITHOUT_QUERY =
            """
            DELETE FROM attempts WHERE id IN (
              SELECT id FROM attempts
                WHERE window_start < ? AND state <> 'outstanding' AND NOT EXISTS (
                  SELECT 1 FROM queries WHERE queries.query_id = attempts.query_id)
                ORDER BY window_start LIMIT ?)
              RETURNING %s
            """
                    .formatted(OF_ATTEMPT);

    private final Statements statements;
    private final DaySumRows sums;

    RetentionRows(Statements statements) {
        this.statements = statements;
        this.sums = new DaySumRows(statements);
    }

    /**
     * Says that it is this owner's turn; false while another one is at it. The row stays locked
     * until the transaction ends, so that two of them can never be in each other's way; it is read
     * before, so that nobody waits for that lock while the lease is another one's.
     */
    boolean claim(String owner, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        boolean free =
                statements
                        .first(
                                """
                                SELECT id FROM retention_lease
                                  WHERE id = 1 AND (owner = ? OR expires_at <= ?)
                                """,
                                row -> row.getLong(1),
                                owner,
                                at)
                        .isPresent();
        return free
                && statements.run(
                                """
                                UPDATE retention_lease SET owner = ?, expires_at = ?
                                  WHERE id = 1 AND (owner = ? OR expires_at <= ?)
                                """,
                                owner,
                                now.plus(LEASE).toEpochMilli(),
                                owner,
                                at)
                        > 0;
    }

    /**
     * Rolls up some of the entries of windows that began before {@code since}. A query goes with
     * all of its attempts, since they are counted under its outcome; so it stays while one of them
     * is outstanding.
     *
     * @return how many queries and attempts it rolled up; 0 where none is left
     */
    int rollUp(Instant since) throws SQLException {
        List<String> ids =
                statements.all(
                        """
                        SELECT query_id FROM queries
                          WHERE window_start < ? AND NOT EXISTS (
                            SELECT 1 FROM attempts
                              WHERE attempts.query_id = queries.query_id
                                AND attempts.state = 'outstanding')
                          ORDER BY window_start LIMIT ?
                        """,
                        row -> row.getString(1),
                        since.toEpochMilli(),
                        BATCH);
        List<DaySum> rolledUp = ids.isEmpty() ? attemptsWithoutQuery(since) : queries(ids);
        sums.add(rolledUp);
        return rolledUp.size();
    }

    private List<DaySum> queries(List<String> ids) throws SQLException {
        Map<String, String> outcomes = new TreeMap<>();
        var rolledUp =
                new ArrayList<>(
                        statements.all(
                                DELETE_QUERIES,
                                row -> {
                                    outcomes.put(row.getString(1), row.getString(6));
                                    return query(row);
                                },
                                filledUp(ids)));
        if (!outcomes.isEmpty()) {
            Object[] deleted = filledUp(List.copyOf(outcomes.keySet()));
            rolledUp.addAll(
                    statements.all(
                            DELETE_ATTEMPTS,
                            row -> attempt(row, outcomes.getOrDefault(row.getString(1), "")),
                            deleted));
            statements.run(DELETE_TRAILS, deleted);
        }
        return rolledUp;
    }

    /** As many as the statement has places for: the last one again and again. */
    private static Object[] filledUp(List<String> ids) {
        var filled = new ArrayList<Object>(ids);
        while (filled.size() < BATCH) {
            filled.add(ids.getLast());
        }
        return filled.toArray();
    }

    private List<DaySum> attemptsWithoutQuery(Instant since) throws SQLException {
        return statements.all(
                DELETE_ATTEMPTS_WITHOUT_QUERY,
                row -> attempt(row, ""),
                since.toEpochMilli(),
                BATCH);
    }

    private static DaySum query(ResultSet row) throws SQLException {
        var outcome = row.getString(6);
        int fallbacks = outcome.equals(Outcome.AnsweredByFallback.WIRE_NAME) ? 1 : 0;
        return new DaySum(key(row, outcome), new UsageCounts(0, 0, 1, 0, 0, 0, fallbacks));
    }

    private static DaySum attempt(ResultSet row, String outcome) throws SQLException {
        return new DaySum(
                key(row, outcome),
                new UsageCounts(
                        row.getLong(6), 1, 0, row.getLong(7), row.getLong(8), row.getLong(9), 0));
    }

    private static DaySum.Key key(ResultSet row, String outcome) throws SQLException {
        return new DaySum.Key(
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                outcome,
                DaySum.NAMED);
    }

    /**
     * Gives up names that days have too many of, and all names of days that no view reaches.
     *
     * @param from the first day to look at, in milliseconds since 1970
     * @return the day to go on with; {@link Long#MAX_VALUE} where there is none
     */
    long tidy(long from, Instant now) throws SQLException {
        long next = from;
        for (int looked = 0; looked < MOST_DAYS_LOOKED_AT; looked++) {
            var day = sums.firstNamedDay(next);
            if (day.isEmpty()) {
                return Long.MAX_VALUE;
            }
            if (giveUpNames(day.get(), now)) {
                return day.get();
            }
            next = day.get() + 1;
        }
        return next;
    }

    private boolean giveUpNames(long day, Instant now) throws SQLException {
        if (day < Retention.namesSince(now).toEpochMilli()) {
            return sums.fold(day, DaySum.WHOLE_DAY, BATCH) > 0;
        }
        long tooMany = sums.usersOf(day) - Retention.MOST_USERS;
        return tooMany > 0 && sums.fold(day, DaySum.OTHER_USERS, Math.min(tooMany, BATCH)) > 0;
    }
}
