package dev.understudy.store;

import dev.understudy.quota.Admission;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.UsageSummary;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What the ledger's entries are in rows. Every method that changes something is called inside a
 * transaction; {@link #writeTotals} ends it, so that the one row that all entries change is written
 * once for all of them. One thread at a time.
 */
final class LedgerRows {
    /** A filling about as large as a batch, for {@link #probe}. */
    private static final String FILLING = "-".repeat(65_536);

    private final Statements statements;
    private final Quota quota;
    private final TallyRows tallies;
    private final TotalRows totals;
    private final WindowRows windows;
    private final LimitRows limits;
    private final AttemptRows attempts;
    private final QueryRows queries;
    private final RetentionRows retention;

    LedgerRows(Statements statements, Quota quota, String owner, boolean trackTokens) {
        this.statements = statements;
        this.quota = quota;
        this.tallies = new TallyRows(statements);
        this.totals = new TotalRows(statements);
        this.windows = new WindowRows(statements, tallies, quota.limit());
        this.limits = new LimitRows(quota, windows, tallies);
        this.attempts =
                new AttemptRows(statements, quota, windows, tallies, totals, owner, trackTokens);
        this.queries = new QueryRows(statements, quota, trackTokens);
        this.retention = new RetentionRows(statements);
    }

    /** Forgets what came of the transaction before, which may have been rolled back. */
    void begin() {
        tallies.begin();
        windows.forgetLimits();
        totals.begin();
        attempts.begin();
    }

    void writeTotals() throws SQLException {
        totals.write();
    }

    Admission reserve(AttemptStart attempt) throws SQLException {
        var window = quota.calendar().windowAt(attempt.at());
        var decided = limits.take(attempt, window);
        return switch (decided) {
            case LimitRows.Taken.Refused(var spent) -> new Admission.Spent(spent);
            case LimitRows.Taken.Free(var standing) ->
                    new Admission.Granted(attempts.reserve(attempt, window), standing);
        };
    }

    /** A query that is told twice is one. */
    boolean record(QueryEntry query) throws SQLException {
        boolean added = queries.add(query);
        if (added && query.byFallback()) {
            totals.addFallback();
        }
        return added;
    }

    AttemptRows attempts() {
        return attempts;
    }

    QueryRows queries() {
        return queries;
    }

    RetentionRows retention() {
        return retention;
    }

    boolean claimWarning(String user, QuotaWindow window) throws SQLException {
        return windows.claimWarning(user, window);
    }

    QuotaStatus status(Instant now) throws SQLException {
        return limits.status(quota.calendar().windowAt(now));
    }

    OptionalLong limitSeen() throws SQLException {
        return windows.limitSeen();
    }

    LimitRows limits() {
        return limits;
    }

    UsageSummary summary(KeyLimits keys, Instant now) throws SQLException {
        var status = status(now);
        long tokensToday = windows.tokensIn(status.window());
        var shown = limits.shown(status, keys);
        var ever = totals.read();
        return new UsageSummary(
                status, tokensToday, ever.requests(), ever.tokens(), ever.fallbacks(), shown);
    }

    /** Writes about as much as a batch does, and takes it away again. */
    boolean probe() throws SQLException {
        statements.run("INSERT INTO trails VALUES ('', ?)", FILLING);
        return statements.run("DELETE FROM trails WHERE query_id = ''") > 0;
    }

    /** For tests that give SQLite bounds of their own. */
    Statements statements() {
        return statements;
    }
}
