package dev.understudy.store;

import dev.understudy.quota.LimitScope;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Tally;
import dev.understudy.quota.TallyName;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tallies that have no row yet, counted from the attempts of their window: in the same way as
 * {@link WindowRows} does for a window that is opened. Reads the attempts of two days, so it is for
 * what happens seldom. One thread at a time.
 */
final class AttemptSums {
    private static final String SUMS =
            """
            count(*), coalesce(sum(CASE WHEN state = 'outstanding' THEN expected_tokens
                ELSE prompt_tokens + completion_tokens END), 0)
            """;

    private static final String COUNTED =
            """
            FROM attempts
              WHERE window_start > ? AND window_start < ?
                AND started_at >= ? AND started_at < ?
                AND state <> 'released' AND
            """;

    private final Statements statements;

    AttemptSums(Statements statements) {
        this.statements = statements;
    }

    Tally of(TallyName name, QuotaWindow window) throws SQLException {
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        var counts =
                switch (name.scope()) {
                    case GLOBAL, SHARED -> "metered = 1 AND ? = ''";
                    case USER -> "metered = 1 AND \"user\" = ?";
                    case KEY -> "metered = 1 AND key_name = ?";
                    case MODEL -> "model = ?";
                };
        return statements
                .first(
                        "SELECT " + SUMS + COUNTED + counts,
                        row -> tally(name, row.getLong(1), row.getLong(2)),
                        start - WindowRows.TWO_DAYS_MILLIS,
                        end,
                        start,
                        end,
                        name.name())
                .orElseThrow();
    }

    /** Those of all keys that asked in this window, in one reading. */
    List<Tally> ofKeys(QuotaWindow window) throws SQLException {
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        return statements.all(
                "SELECT key_name, "
                        + SUMS
                        + COUNTED
                        + "metered = 1 AND key_name <> '' GROUP BY key_name",
                row ->
                        tally(
                                new TallyName(LimitScope.KEY, row.getString(1)),
                                row.getLong(2),
                                row.getLong(3)),
                start - WindowRows.TWO_DAYS_MILLIS,
                end,
                start,
                end);
    }

    private static Tally tally(TallyName name, long used, long tokens) {
        return new Tally(name, used, tokens, OptionalLong.empty(), OptionalLong.empty());
    }
}
