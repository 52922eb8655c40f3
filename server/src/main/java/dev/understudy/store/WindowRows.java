package dev.understudy.store;

import dev.understudy.quota.QuotaWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The quota's windows: what is taken in each, and who was warned. A window's row is made when it is
 * first needed. One thread at a time, inside a transaction where something is changed.
 */
final class WindowRows {
    /** Longer than any window, so that a window's neighbours are found by the index. */
    static final long TWO_DAYS_MILLIS = 2 * 86_400_000L;

    /** Warnings and tallies of older windows are of no use any more. */
    private static final long KEPT_MILLIS = 7 * 86_400_000L;

    private final Statements statements;
    private final TallyRows tallies;
    private final long limit;

    /** The limits of this transaction's windows that are not the configured one. */
    private final Map<Long, Long> limitsToday = new HashMap<>();

    WindowRows(Statements statements, TallyRows tallies, long limit) {
        this.statements = statements;
        this.tallies = tallies;
        this.limit = limit;
    }

    /** To be called where another transaction begins, and where this one has changed a limit. */
    void forgetLimits() {
        limitsToday.clear();
    }

    /**
     * The places of a window.
     *
     * @param limit of this window: the configured one, unless it was changed
     */
    record Places(long used, long limit) {
        private static Places of(ResultSet row) throws SQLException {
            return new Places(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Takes a place. The limit is taken to be the configured one until the window's row is held: so
     * a limit that nobody changed costs nothing.
     *
     * @param kept so many places are not for this attempt
     * @return the places with this one taken; empty where none is left
     */
    Optional<Places> takePlace(QuotaWindow window, long kept) throws SQLException {
        long start = window.start().toEpochMilli();
        long known = limitsToday.getOrDefault(start, limit);
        var taken = tryToTakePlace(start, known, kept);
        if (taken.isEmpty()) {
            hold(window);
            taken = tryToTakePlace(start, known, kept);
        }
        long today = limitToday(start);
        if (today == known) {
            return taken;
        }
        if (taken.isPresent()) {
            change(start, -1, 0);
        }
        limitsToday.put(start, today);
        return tryToTakePlace(start, today, kept);
    }

    /** Empty also where the window is new. */
    private Optional<Places> tryToTakePlace(long start, long most, long kept) throws SQLException {
        return statements.first(
                """
                UPDATE windows SET used = used + 1, limit_seen = ?
                  WHERE start = ? AND used < ? RETURNING used, limit_seen
                """,
                Places::of,
                most,
                start,
                most - kept);
    }

    /** The window's row is held. */
    private long limitToday(long start) throws SQLException {
        var known = limitsToday.get(start);
        if (known != null) {
            return known;
        }
        return tallies.isCounted(start) ? tallies.limitToday(start).orElse(limit) : limit;
    }

    /** Makes others wait that want to count in this window, until the transaction ends. */
    void hold(QuotaWindow window) throws SQLException {
        open(window);
        change(window.start().toEpochMilli(), 0, 0);
    }

    Places placesIn(QuotaWindow window) throws SQLException {
        long start = window.start().toEpochMilli();
        var used = usedIn(start);
        return new Places(
                used.isPresent() ? used.get() : usedBeforeItWasOpened(window),
                tallies.limitToday(start).orElse(limit));
    }

    /** Empty where the window has no row yet. */
    private Optional<Long> usedIn(long start) throws SQLException {
        return statements.first(
                "SELECT used FROM windows WHERE start = ?", row -> row.getLong(1), start);
    }

    /**
     * Makes the window's row if there is none. It is not empty where the reset hour or the zone was
     * changed: what began inside it was counted in another one before, and still counts.
     */
    void open(QuotaWindow window) throws SQLException {
        // Counting attempts is for the one time that the window is new.
        if (usedIn(window.start().toEpochMilli()).isPresent()) {
            return;
        }
        int made =
                statements.run(
                        "INSERT INTO windows VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                        window.start().toEpochMilli(),
                        window.end().toEpochMilli(),
                        usedBeforeItWasOpened(window),
                        limit);
        if (made > 0) {
            statements.run(
                    "DELETE FROM warnings WHERE window_start < ?",
                    window.start().toEpochMilli() - KEPT_MILLIS);
            tallies.forgetBefore(window.start().toEpochMilli() - KEPT_MILLIS);
        }
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
                            AND metered = 1 AND state IN ('outstanding', 'settled')
                        """,
                        row -> row.getLong(1),
                        start - TWO_DAYS_MILLIS,
                        end,
                        start,
                        end)
                .orElse(0L);
    }

    /** What the last process that counted has for a limit, where that was not changed for a day. */
    OptionalLong limitSeen() throws SQLException {
        return statements
                .first(
                        """
                        SELECT limit_seen FROM windows
                          WHERE start NOT IN (SELECT window_start FROM tallies
                            WHERE scope = 'global' AND requests_limit IS NOT NULL)
                          ORDER BY start DESC LIMIT 1
                        """,
                        row -> OptionalLong.of(row.getLong(1)))
                .orElse(OptionalLong.empty());
    }

    long tokensIn(QuotaWindow window) throws SQLException {
        return statements
                .first(
                        "SELECT tokens FROM windows WHERE start = ?",
                        row -> row.getLong(1),
                        window.start().toEpochMilli())
                .orElse(0L);
    }

    /** Returns the places afterwards. */
    Places change(long windowStart, int places, long tokens) throws SQLException {
        return statements
                .first(
                        """
                        UPDATE windows SET used = used + ?, tokens = tokens + ?
                          WHERE start = ? RETURNING used, limit_seen
                        """,
                        Places::of,
                        places,
                        tokens,
                        windowStart)
                .orElse(new Places(0, limit));
    }

    boolean claimWarning(String user, QuotaWindow window) throws SQLException {
        return statements.run(
                        "INSERT INTO warnings VALUES (?, ?) ON CONFLICT DO NOTHING",
                        window.start().toEpochMilli(),
                        user)
                > 0;
    }
}
