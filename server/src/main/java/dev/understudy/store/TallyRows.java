package dev.understudy.store;

import dev.understudy.quota.Claim;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Tally;
import dev.understudy.quota.TallyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What users, keys and models have used, window by window, and limits that were changed for one.
 *
 * <p>A tally's row is made when a limit first needs it, from the attempts that there are by then;
 * from then on every process counts in it, whatever limits it has itself. So nothing is counted
 * twice where nobody set a limit, and a limit that is set in the middle of a day is right at once.
 *
 * <p>Every change is made by a transaction that has changed the window's own row before: that one
 * other transactions wait for. One thread at a time.
 */
final class TallyRows {
    private static final String COLUMNS = "scope, name, used, tokens, requests_limit, tokens_limit";

    private final Statements statements;
    private final AttemptSums attempts;

    /** Of the windows of this transaction, whether there are tallies. */
    private final Map<Long, Boolean> counted = new HashMap<>();

    TallyRows(Statements statements) {
        this.statements = statements;
        this.attempts = new AttemptSums(statements);
    }

    /** Forgets what was true in the transaction before. */
    void begin() {
        counted.clear();
    }

    /** The tallies of these names, in their order; rows that are missing are made. */
    List<Tally> open(List<TallyName> names, QuotaWindow window) throws SQLException {
        var tallies = new ArrayList<Tally>();
        for (var name : names) {
            var found = find(name, window);
            tallies.add(found.isPresent() ? found.get() : make(name, window));
        }
        return tallies;
    }

    /** The same for who only looks: nothing is made. */
    List<Tally> look(List<TallyName> names, QuotaWindow window) throws SQLException {
        var tallies = new ArrayList<Tally>();
        for (var name : names) {
            var found = find(name, window);
            tallies.add(found.isPresent() ? found.get() : attempts.of(name, window));
        }
        return tallies;
    }

    private Optional<Tally> find(TallyName name, QuotaWindow window) throws SQLException {
        return statements.first(
                "SELECT "
                        + COLUMNS
                        + " FROM tallies WHERE window_start = ? AND scope = ? AND name = ?",
                TallyRows::tally,
                window.start().toEpochMilli(),
                name.scope().wireName(),
                name.name());
    }

    private static Tally tally(ResultSet row) throws SQLException {
        var scope = LimitScope.of(row.getString(1)).orElseThrow();
        return new Tally(
                new TallyName(scope, row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                optional(row, 5),
                optional(row, 6));
    }

    private static OptionalLong optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private Tally make(TallyName name, QuotaWindow window) throws SQLException {
        var tally = attempts.of(name, window);
        statements.run(
                """
                INSERT INTO tallies (window_start, scope, name, used, tokens)
                  VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                window.start().toEpochMilli(),
                name.scope().wireName(),
                name.name(),
                tally.used(),
                tally.tokens());
        counted.put(window.start().toEpochMilli(), true);
        return tally;
    }

    /**
     * The tallies of these keys, for who only looks: all in two readings, however many keys there
     * are. The second one is for keys that asked nothing since they have a limit.
     */
    List<Tally> lookAtKeys(List<TallyName> keys, QuotaWindow window) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<TallyName, Tally>();
        for (var tally :
                statements.all(
                        "SELECT "
                                + COLUMNS
                                + " FROM tallies WHERE window_start = ? AND scope = 'key'",
                        TallyRows::tally,
                        window.start().toEpochMilli())) {
            found.put(tally.name(), tally);
        }
        if (!found.keySet().containsAll(keys)) {
            for (var tally : attempts.ofKeys(window)) {
                found.putIfAbsent(tally.name(), tally);
            }
        }
        return keys.stream().map(key -> found.getOrDefault(key, Tally.empty(key))).toList();
    }

    /** Counts in all tallies that there are for such an attempt; less where it is negative. */
    void add(Claim claim, long windowStart, long places, long tokens) throws SQLException {
        if (!isCounted(windowStart)) {
            return;
        }
        if (!claim.metered()) {
            statements.run(
                    """
                    UPDATE tallies SET used = used + ?, tokens = tokens + ?
                      WHERE window_start = ? AND scope = 'model' AND name = ?
                    """,
                    places,
                    tokens,
                    windowStart,
                    claim.model());
            return;
        }
        statements.run(
                """
                UPDATE tallies SET used = used + ?, tokens = tokens + ?
                  WHERE (window_start = ? AND scope = 'global' AND name = '')
                    OR (window_start = ? AND scope = 'user' AND name = ?)
                    OR (window_start = ? AND scope = 'key' AND name = ?)
                    OR (window_start = ? AND scope = 'model' AND name = ?)
                """,
                places,
                tokens,
                windowStart,
                windowStart,
                claim.user(),
                windowStart,
                claim.key(),
                windowStart,
                claim.model());
    }

    /** The limit of places of all in this window alone. */
    OptionalLong limitToday(long windowStart) throws SQLException {
        return statements
                .first(
                        """
                        SELECT requests_limit FROM tallies
                          WHERE window_start = ? AND scope = 'global' AND name = ''
                        """,
                        row -> optional(row, 1),
                        windowStart)
                .orElse(OptionalLong.empty());
    }

    /** Whether anything is counted in this window; the window's row is held. */
    boolean isCounted(long windowStart) throws SQLException {
        var known = counted.get(windowStart);
        if (known == null) {
            known =
                    statements
                            .first(
                                    "SELECT 1 FROM tallies WHERE window_start = ? LIMIT 1",
                                    _ -> true,
                                    windowStart)
                            .isPresent();
            counted.put(windowStart, known);
        }
        return known;
    }

    /** Another limit for this window alone; the tally's row is there. */
    void limit(TallyName name, LimitUnit unit, long size, QuotaWindow window) throws SQLException {
        var column = unit.name().toLowerCase(Locale.ROOT) + "_limit";
        statements.run(
                "UPDATE tallies SET "
                        + column
                        + " = ? WHERE window_start = ? AND scope = ? AND name = ?",
                size,
                window.start().toEpochMilli(),
                name.scope().wireName(),
                name.name());
    }

    /** The tallies of a window, first those whose limits were changed, then those used most. */
    List<Tally> foremost(QuotaWindow window, int most) throws SQLException {
        return statements.all(
                "SELECT "
                        + COLUMNS
                        + """
                           FROM tallies WHERE window_start = ?
                          ORDER BY (requests_limit IS NULL AND tokens_limit IS NULL),
                            used DESC, tokens DESC, scope, name LIMIT ?
                        """,
                TallyRows::tally,
                window.start().toEpochMilli(),
                most);
    }

    void forgetBefore(long windowStart) throws SQLException {
        statements.run("DELETE FROM tallies WHERE window_start < ?", windowStart);
    }
}
