package dev.understudy.store;

import dev.understudy.settings.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;

/**
 * Looks whether a ledger is whole: its file, its sums, and whether each row has what it belongs to.
 * Reads one state of it, beside processes that write. Blocks.
 */
public final class LedgerCheck {
    /** So much is said of one kind of trouble; more of it says nothing new. */
    private static final int MOST_OF_A_KIND = 10;

    private static final String HEAL =
            "restore a backup; the next attempts are counted rightly either way";

    private final Statements statements;
    private final List<String> wrong = new ArrayList<>();

    private LedgerCheck(Statements statements) {
        this.statements = statements;
    }

    /**
     * What was found.
     *
     * @param wrong what is wrong and what to do about it; empty where all is well
     * @param facts what the ledger holds, for people
     */
    public record Findings(List<String> wrong, List<String> facts) {
        public Findings {
            wrong = List.copyOf(wrong);
            facts = List.copyOf(facts);
        }

        public boolean well() {
            return wrong.isEmpty();
        }
    }

    /**
     * Checks a ledger, or a backup.
     *
     * @throws LedgerException where there is no ledger that could be looked at
     */
    public static Findings of(Path ledger) {
        if (Files.notExists(ledger)) {
            throw new LedgerException("there is no ledger %s to check".formatted(ledger));
        }
        try (var connection = SqliteBackend.connectToRead(ledger)) {
            connection.setAutoCommit(false);
            var statements = new Statements(connection);
            long version = SqliteSchema.refuseOthers(statements, ledger);
            return new LedgerCheck(statements).look(version);
        } catch (SQLException e) {
            if (LedgerException.primaryCode(e) == SQLiteErrorCode.SQLITE_CORRUPT) {
                return new Findings(List.of("the file is damaged: restore a backup"), List.of());
            }
            throw LedgerException.of(ledger, e);
        }
    }

    /**
     * Checks a ledger in PostgreSQL: its sums and rows; the server looks after its files.
     *
     * @throws LedgerException where there is no ledger that could be looked at
     */
    public static Findings of(DatabaseAddress address) {
        try (var connection = PostgresSession.toRead(address)) {
            if (!PostgresSchema.isUpToDate(address)) {
                throw new LedgerException(
                        "the ledger %s has no tables, or older ones: start a server on it first"
                                .formatted(PostgresSession.name(address)));
            }
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new LedgerCheck(new Statements(connection)).lookAtRows(LedgerMigrations.VERSION);
        } catch (SQLException e) {
            throw PostgresBackend.trouble(address, e);
        }
    }

    private Findings look(long version) throws SQLException {
        for (String damage :
                statements.all(
                        "PRAGMA integrity_check(" + MOST_OF_A_KIND + ")",
                        row -> row.getString(1))) {
            if (!damage.equals("ok")) {
                wrong.add("the file is damaged: %s; restore a backup".formatted(damage));
            }
        }
        return wrong.isEmpty() ? lookAtRows(version) : new Findings(wrong, List.of());
    }

    private Findings lookAtRows(long version) throws SQLException {
        checkWindows();
        checkTotals();
        checkOrphans(version);
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
                                  AND attempts.state IN ('outstanding', 'settled')) AS own,
                              (SELECT count(*) FROM attempts
                                WHERE attempts.metered = 1
                                  AND attempts.window_start <> windows.start
                                  AND attempts.window_start > windows.start - 172800000
                                  AND attempts.window_start < windows."end"
                                  AND attempts.started_at >= windows.start
                                  AND attempts.started_at < windows."end") AS brought,
                              (SELECT coalesce(sum(prompt_tokens + completion_tokens), 0)
                                FROM attempts
                                WHERE attempts.window_start = windows.start) AS spent
                            FROM windows
                        )
                        SELECT day, used, own, brought, tokens, spent FROM sums
                          WHERE used < own OR used > own + brought OR tokens <> spent
                          ORDER BY day LIMIT ?
                        """,
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
                        MOST_OF_A_KIND));
    }

    private void checkTotals() throws SQLException {
        same(
                "requests",
                "SELECT requests FROM totals",
                "SELECT count(*) FROM attempts WHERE state IN ('outstanding', 'settled')");
        same(
                "tokens",
                "SELECT tokens FROM totals",
                "SELECT coalesce(sum(prompt_tokens + completion_tokens), 0) FROM attempts");
        same(
                "queries answered by a fallback",
                "SELECT fallback_queries FROM totals",
                "SELECT count(*) FROM queries WHERE outcome = 'answered_by_fallback'");
    }

    private void same(String what, String total, String sum) throws SQLException {
        long said = statements.number(total);
        long counted = statements.number(sum);
        if (said != counted) {
            wrong.add(
                    "the total of %s is %d, its rows are %d; %s"
                            .formatted(what, said, counted, HEAL));
        }
    }

    private void checkOrphans(long version) throws SQLException {
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
                  WHERE (metered = 0 AND state IN ('settled', 'released'))
                    OR (metered = 1 AND state = 'recorded')
                """);
        if (version >= SqliteSchema.TRAILS_SINCE) {
            none(
                    "trails belong to a query that is not there",
                    """
                    SELECT count(*) FROM trails
                      WHERE query_id NOT IN (SELECT query_id FROM queries)
                    """);
        }
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
        if (outstanding > 0) {
            facts.add(
                    "%d attempts are running, or were when their process died: the next server to start settles those"
                            .formatted(outstanding));
        }
        return facts;
    }
}
