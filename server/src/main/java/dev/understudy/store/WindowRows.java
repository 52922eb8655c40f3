package dev.understudy.store;

import dev.understudy.quota.QuotaWindow;
import java.sql.SQLException;

/**
 * The quota's windows: what is taken in each, and who was warned. A window's row is made when it is
 * first needed. One thread at a time, inside a transaction where something is changed.
 */
final class WindowRows {
    /** No places taken: none is left. */
    static final long NO_PLACE = -1;

    /** Longer than any window, so that a window's neighbours are found by the index. */
    private static final long TWO_DAYS_MILLIS = 2 * 86_400_000L;

    private static final long WARNINGS_KEPT_MILLIS = 7 * 86_400_000L;

    private final Statements statements;
    private final long limit;

    WindowRows(Statements statements, long limit) {
        this.statements = statements;
        this.limit = limit;
    }

    /** Returns the places taken with this one, or {@link #NO_PLACE}. */
    long takePlace(QuotaWindow window) throws SQLException {
        long used = tryToTakePlace(window);
        if (used == NO_PLACE) {
            open(window);
            used = tryToTakePlace(window);
        }
        return used;
    }

    /**
     * Returns the places taken with this one, or {@link #NO_PLACE}, also where the window is new.
     */
    private long tryToTakePlace(QuotaWindow window) throws SQLException {
        return statements
                .first(
                        """
                        UPDATE windows SET used = used + 1, limit_seen = ?
                          WHERE start = ? AND used < ? RETURNING used
                        """,
                        row -> row.getLong(1),
                        limit,
                        window.start().toEpochMilli(),
                        limit)
                .orElse(NO_PLACE);
    }

    /**
     * Makes the window's row if there is none. It is not empty where the reset hour or the zone was
     * changed: what began inside it was counted in another one before, and still counts.
     */
    void open(QuotaWindow window) throws SQLException {
        int made =
                statements.run(
                        "INSERT INTO windows VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                        window.start().toEpochMilli(),
                        window.end().toEpochMilli(),
                        usedIn(window),
                        limit);
        if (made > 0) {
            statements.run(
                    "DELETE FROM warnings WHERE window_start < ?",
                    window.start().toEpochMilli() - WARNINGS_KEPT_MILLIS);
        }
    }

    long usedIn(QuotaWindow window) throws SQLException {
        long start = window.start().toEpochMilli();
        var counted =
                statements.first(
                        "SELECT used FROM windows WHERE start = ?", row -> row.getLong(1), start);
        return counted.isPresent() ? counted.get() : usedBeforeItWasOpened(window);
    }

    private long usedBeforeItWasOpened(QuotaWindow window) throws SQLException {
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        return statements
                .first(
                        """
                        SELECT count(*) FROM attempts
                          WHERE window_start > ? AND window_start < ?
                            AND started_at >= ? AND started_at < ?
                            AND state IN ('outstanding', 'settled')
                        """,
                        row -> row.getLong(1),
                        start - TWO_DAYS_MILLIS,
                        end,
                        start,
                        end)
                .orElse(0L);
    }

    long tokensIn(QuotaWindow window) throws SQLException {
        return statements
                .first(
                        "SELECT tokens FROM windows WHERE start = ?",
                        row -> row.getLong(1),
                        window.start().toEpochMilli())
                .orElse(0L);
    }

    /** Returns the places taken afterwards. */
    long change(long windowStart, int places, long tokens) throws SQLException {
        return statements
                .first(
                        """
                        UPDATE windows SET used = used + ?, tokens = tokens + ?
                          WHERE start = ? RETURNING used
                        """,
                        row -> row.getLong(1),
                        places,
                        tokens,
                        windowStart)
                .orElse(0L);
    }

    boolean claimWarning(String user, QuotaWindow window) throws SQLException {
        return statements.run(
                        "INSERT INTO warnings VALUES (?, ?) ON CONFLICT DO NOTHING",
                        window.start().toEpochMilli(),
                        user)
                > 0;
    }
}
