package dev.understudy.store;

import dev.understudy.execution.Outcome;
import dev.understudy.store.LedgerCheck.Findings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks whether a ledger's rows add up and belong together, whatever database they are in. One
 * thread at a time, in one transaction.
 */
final class RowsCheck {
    private static final String HEAL =
            "restore a backup; the next attempts are counted rightly either way";

    private static final String NO_DAY_SUMS =
            """
            (SELECT 0 AS window_start, 0 AS requests, 0 AS attempts, 0 AS queries,
                0 AS prompt_tokens, 0 AS completion_tokens, 0 AS estimated, 0 AS fallbacks
              WHERE 0 = 1) AS day_sums
            """;

    private final Statements statements;
    private final boolean hasTrails;
    private final boolean hasTallies;
    private final String daySums;
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param version of the ledger's tables
     */
    RowsCheck(Statements statements, long version) {
        this.statements = statements;
        this.hasTrails = version >= LedgerMigrations.TRAILS_SINCE;
        this.hasTallies = version >= LedgerMigrations.TALLIES_SINCE;
        // A ledger of before has none, and its sums are made of nothing.
        this.daySums = version >= LedgerMigrations.DAY_SUMS_SINCE ? "day_sums" : NO_DAY_SUMS;
    }

    Findings look() throws SQLException {
        checkWindows();
        checkTotals();
        checkOrphans();
        checkDaySums();
        if (hasTallies) {
            checkTallies();
        }
        return new Findings(wrong, wrong.isEmpty() ? facts() : List.of());
    }

    /**
     * A window that was opened after the reset hour or the zone was changed began with the places
     * that were taken in its time under other windows, so there {@code used} has a range.
     */
    private void checkWindows() throws SQLException {
        wrong.addAll(
                statements.all(
                        """
                        WITH sums AS (
                          SELECT windows.start AS day, windows.used AS used,
                              windows.tokens AS tokens,
                              (SELECT count(*) FROM attempts
                                WHERE attempts.window_start = windows.start
                                  AND attempts.metered = 1
                                  AND attempts.state IN ('outstanding', 'settled'))
                                + (SELECT coalesce(sum(requests), 0) FROM %1$s
                                  WHERE day_sums.window_start = windows.start) AS own,
                              (SELECT count(*) FROM attempts
                                WHERE attempts.metered = 1
                                  AND attempts.window_start <> windows.start
                                  AND attempts.window_start > windows.start - %2$d
                                  AND attempts.window_start < windows."end"
                                  AND attempts.started_at >= windows.start
                                  AND attempts.started_at < windows."end")
                                + (SELECT coalesce(sum(requests), 0) FROM %1$s
                                  JOIN windows AS other ON other.start = day_sums.window_start
                                  WHERE other.start <> windows.start
                                    AND other.start > windows.start - %2$d
                                    AND other.start < windows."end"
                                    AND other."end" > windows.start) AS brought,
                              (SELECT coalesce(sum(prompt_tokens + completion_tokens), 0)
                                FROM attempts
                                WHERE attempts.window_start = windows.start)
                                + (SELECT coalesce(sum(prompt_tokens + completion_tokens), 0)
                                  FROM %1$s
                                  WHERE day_sums.window_start = windows.start) AS spent
                            FROM windows
                        )
                        SELECT day, used, own, brought, tokens, spent FROM sums
                          WHERE used < own OR used > own + brought OR tokens <> spent
                          ORDER BY day LIMIT ?
                        """
                                .formatted(daySums, WindowRows.TWO_DAYS_MILLIS),
                        row ->
                                "the window from %s says %d places and %d tokens, its attempts are %d%s with %d tokens; %s"
                                        .formatted(
                                                Instant.ofEpochMilli(row.getLong(1)),
                                                row.getLong(2),
                                                row.getLong(5),
                                                row.getLong(3),
                                                row.getLong(4) == 0
                                                        ? ""
                                                        : " to "
                                                                + (row.getLong(3) + row.getLong(4)),
                                                row.getLong(6),
                                                HEAL),
                        LedgerCheck.MOST_OF_A_KIND));
    }

    private void checkTotals() throws SQLException {
        same(
                "requests",
                "SELECT requests FROM totals",
                """
                SELECT count(*) FROM attempts
                  WHERE metered = 1 AND state IN ('outstanding', 'settled')
                """,
                "requests");
        same(
                "tokens",
                "SELECT tokens FROM totals",
                "SELECT coalesce(sum(prompt_tokens + completion_tokens), 0) FROM attempts",
                "prompt_tokens + completion_tokens");
        same(
                "queries answered by a fallback",
                "SELECT fallback_queries FROM totals",
                "SELECT count(*) FROM queries WHERE outcome = '%s'"
                        .formatted(Outcome.AnsweredByFallback.WIRE_NAME),
                "fallbacks");
    }

    private void same(String what, String total, String ofEntries, String ofDays)
            throws SQLException {
        long said = statements.number(total);
        long counted = statements.number(ofEntries) + sumOfDays(ofDays);
        if (said != counted) {
            wrong.add(
                    "the total of %s is %d, its rows are %d; %s"
                            .formatted(what, said, counted, HEAL));
        }
    }

    private long sumOfDays(String column) throws SQLException {
        return statements.number("SELECT coalesce(sum(%s), 0) FROM %s".formatted(column, daySums));
    }

    private void checkDaySums() throws SQLException {
        none(
                "days that were rolled up belong to a window that is not there",
                """
                SELECT count(DISTINCT window_start) FROM %s
                  WHERE attempts > 0 AND window_start NOT IN (SELECT start FROM windows)
                """
                        .formatted(daySums));
        none(
                "sums of days that were rolled up have more of something than of all, or less than none",
                """
                SELECT count(*) FROM %s
                  WHERE requests NOT BETWEEN 0 AND attempts OR estimated NOT BETWEEN 0 AND attempts
                    OR fallbacks NOT BETWEEN 0 AND queries
                    OR prompt_tokens < 0 OR completion_tokens < 0
                """
                        .formatted(daySums));
    }

    private void checkOrphans() throws SQLException {
        none(
                "attempts belong to a window that is not there",
                """
                SELECT count(*) FROM attempts
                  WHERE window_start NOT IN (SELECT start FROM windows)
                """);
        none(
                "attempts have ended without a time, or run with one",
                "SELECT count(*) FROM attempts WHERE (state = 'outstanding') <> (ended_at IS NULL)");
        none(
                "attempts take a place and are not metered, or the other way round",
                """
                SELECT count(*) FROM attempts
                  WHERE (metered = 0 AND state = 'settled')
                    OR (metered = 1 AND state = 'recorded')
                """);
        if (hasTrails) {
            none(
                    "trails belong to a query that is not there",
                    """
                    SELECT count(*) FROM trails
                      WHERE query_id NOT IN (SELECT query_id FROM queries)
                    """);
        }
    }

    /** As with windows, one may have begun with what was counted under other windows. */
    private void checkTallies() throws SQLException {
        none(
                "tallies hold fewer places than their attempts took",
                """
                SELECT count(*) FROM tallies
                  WHERE used < (SELECT count(*) FROM attempts
                    WHERE attempts.window_start = tallies.window_start
                      AND attempts.state <> 'released'
                      AND (tallies.scope = 'model' OR attempts.metered = 1)
                      AND tallies.name = CASE tallies.scope
                        WHEN 'user' THEN attempts."user"
                        WHEN 'key' THEN attempts.key_name
                        WHEN 'model' THEN attempts.model
                        ELSE '' END)
                """);
    }

    private void none(String what, String sql) throws SQLException {
        long found = statements.number(sql);
        if (found > 0) {
            wrong.add("%d %s; %s".formatted(found, what, HEAL));
        }
    }

    private List<String> facts() throws SQLException {
        long outstanding =
                statements.number("SELECT count(*) FROM attempts WHERE state = 'outstanding'");
        var facts = new ArrayList<String>();
        facts.add(
                String.format(
                        Locale.ROOT,
                        "%,d attempts, %,d queries, %,d windows",
                        statements.number("SELECT count(*) FROM attempts"),
                        statements.number("SELECT count(*) FROM queries"),
                        statements.number("SELECT count(*) FROM windows")));
        long rolledUp = statements.number("SELECT count(DISTINCT window_start) FROM " + daySums);
        if (rolledUp > 0) {
            facts.add(
                    String.format(
                            Locale.ROOT,
                            "%,d attempts and %,d queries of %,d days were rolled up",
                            sumOfDays("attempts"),
                            sumOfDays("queries"),
                            rolledUp));
        }
        if (outstanding > 0) {
            facts.add(
                    "%d attempts are running, or were when their process died: the next server to start settles those"
                            .formatted(outstanding));
        }
        return facts;
    }
}
