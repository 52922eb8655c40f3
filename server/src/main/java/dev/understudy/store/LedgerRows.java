package dev.understudy.store;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.UsageSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the ledger's entries are in rows. Every method that changes something is called inside a
 * transaction; {@link #writeTotals} ends it, so that the one row that all entries change is written
 * once for all of them. One thread at a time.
 */
final class LedgerRows {
    private static final String OUTSTANDING = "outstanding";
    private static final String SETTLED = "settled";
    private static final String RELEASED = "released";
    private static final String RECORDED = "recorded";
    private static final String DIED = "process died";
    private static final String NEVER_TOLD = "ledger unusable";

    /** A filling about as large as a batch, for {@link #probe}. */
    private static final String FILLING = "-".repeat(65_536);

    /** The owners of all reservations that are outstanding. */
    static final String HOLDERS = "SELECT DISTINCT owner FROM attempts WHERE state = 'outstanding'";

    private final Statements statements;
    private final Quota quota;
    private final TallyRows tallies;
    private final WindowRows windows;
    private final LimitRows limits;
    private final QueryRows queries;
    private final RetentionRows retention;
    private final String owner;
    private final boolean trackTokens;
    private List<EndedAttempt> ended = new ArrayList<>();
    private long newRequests;
    private long newTokens;
    private long newFallbacks;

    LedgerRows(Statements statements, Quota quota, String owner, boolean trackTokens) {
        this.statements = statements;
        this.quota = quota;
        this.tallies = new TallyRows(statements);
        this.windows = new WindowRows(statements, tallies, quota.limit());
        this.limits = new LimitRows(quota, windows, tallies);
        this.queries = new QueryRows(statements, quota, trackTokens);
        this.retention = new RetentionRows(statements);
        this.owner = owner;
        this.trackTokens = trackTokens;
    }

    /** Forgets what came of the transaction before, which may have been rolled back. */
    void begin() {
        tallies.begin();
        windows.forgetLimits();
        ended = new ArrayList<>();
        newRequests = 0;
        newTokens = 0;
        newFallbacks = 0;
    }

    void writeTotals() throws SQLException {
        if (newRequests != 0 || newTokens != 0 || newFallbacks != 0) {
            statements.run(
                    """
                    UPDATE totals SET requests = requests + ?, tokens = tokens + ?,
                      fallback_queries = fallback_queries + ? WHERE id = 1
                    """,
                    newRequests,
                    newTokens,
                    newFallbacks);
        }
    }

    /** The attempts that were ended in this transaction. */
    List<EndedAttempt> ended() {
        return ended;
    }

    Admission reserve(AttemptStart attempt) throws SQLException {
        var window = quota.calendar().windowAt(attempt.at());
        var decided = limits.take(attempt, window);
        return switch (decided) {
            case LimitRows.Taken.Refused(var spent) -> new Admission.Spent(spent);
            case LimitRows.Taken.Free(var standing) -> {
                long id = insert(attempt, window, OUTSTANDING);
                newRequests += attempt.metered() ? 1 : 0;
                yield new Admission.Granted(new Reservation(id), standing);
            }
        };
    }

    private long insert(AttemptStart attempt, QuotaWindow window, String state)
            throws SQLException {
        return statements
                .first(
                        """
                        INSERT INTO attempts (query_id, number, model, metered, "user", team,
                            started_at, window_start, owner, state, key_name, expected_tokens)
                          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                        """,
                        row -> row.getLong(1),
                        attempt.queryId(),
                        attempt.number(),
                        attempt.model(),
                        attempt.metered() ? 1 : 0,
                        attempt.user(),
                        attempt.team(),
                        attempt.at().toEpochMilli(),
                        window.start().toEpochMilli(),
                        owner,
                        state,
                        attempt.key(),
                        attempt.expectedTokens())
                .orElseThrow();
    }

    /** Returns the places taken afterwards, like the other methods that end an attempt. */
    long settle(Reservation reservation, AttemptEnd end) throws SQLException {
        return close(reservation.id(), tracked(end), SETTLED);
    }

    long release(Reservation reservation, AttemptEnd end) throws SQLException {
        return close(reservation.id(), tracked(end), RELEASED);
    }

    long record(AttemptStart attempt, AttemptEnd end) throws SQLException {
        var window = quota.calendar().windowAt(attempt.at());
        windows.open(window);
        return close(insert(attempt, window, OUTSTANDING), tracked(end), RECORDED);
    }

    /**
     * Ends an attempt that is outstanding.
     *
     * @throws EndedBefore if it is not; nothing was changed then
     */
    private long close(long id, AttemptEnd end, String state) throws SQLException {
        var usage = end.usage();
        var closed =
                statements
                        .first(
                                """
                                UPDATE attempts
                                  SET state = CASE WHEN metered = 1 THEN ? ELSE ? END,
                                    ended_at = ?, result = ?,
                                    prompt_tokens = ?, completion_tokens = ?, estimated = ?
                                  WHERE id = ? AND state = 'outstanding'
                                  RETURNING query_id, number, model, metered, "user", team,
                                    started_at, window_start, key_name, expected_tokens
                                """,
                                LedgerRows::closedAttempt,
                                state,
                                state.equals(SETTLED) ? RECORDED : state,
                                end.at().toEpochMilli(),
                                end.result(),
                                usage.promptTokens(),
                                usage.completionTokens(),
                                usage.estimated() ? 1 : 0,
                                id)
                        .orElseThrow(() -> new EndedBefore(id));
        int freed = state.equals(RELEASED) ? 1 : 0;
        int ofQuota = closed.start().metered() ? -freed : 0;
        newRequests += ofQuota;
        newTokens += usage.totalTokens();
        var now = windows.change(closed.windowStart(), ofQuota, usage.totalTokens());
        tallies.add(
                closed.start().claim(),
                closed.windowStart(),
                // What is recorded was not counted before.
                state.equals(RECORDED) ? 1 : -freed,
                usage.totalTokens()
                        - (state.equals(RECORDED) ? 0 : closed.start().expectedTokens()));
        ended.add(new EndedAttempt(closed.start(), end, now.used(), now.limit()));
        return now.used();
    }

    private record Closed(AttemptStart start, long windowStart) {}

    private static Closed closedAttempt(ResultSet row) throws SQLException {
        var start =
                new AttemptStart(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getInt(4) != 0,
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getString(9),
                        0,
                        row.getLong(10));
        return new Closed(start, row.getLong(8));
    }

    private AttemptEnd tracked(AttemptEnd end) {
        return trackTokens ? end : new AttemptEnd(end.at(), end.result(), TokenUsage.NONE);
    }

    /**
     * Settles what dead owners left: some byte may have reached the upstream, so the place stays
     * taken; how many tokens it cost nobody knows.
     */
    int settleOrphans(Owner self, Instant now) throws SQLException {
        var end = new AttemptEnd(now, DIED, new TokenUsage(0, 0, true));
        int settled = 0;
        self.beat(statements);
        for (String other : self.dead(statements)) {
            for (long id : outstandingOf(other)) {
                settled += closeIfOutstanding(id, end, SETTLED) ? 1 : 0;
            }
        }
        return settled;
    }

    /** False where another process, or the owner itself, was faster. */
    private boolean closeIfOutstanding(long id, AttemptEnd end, String state) throws SQLException {
        try {
            close(id, end, state);
            return true;
        } catch (EndedBefore _) {
            return false;
        }
    }

    /** Takes back a place that its caller never heard of. */
    void giveBack(Reservation reservation) throws SQLException {
        var started =
                statements.first(
                        "SELECT started_at FROM attempts WHERE id = ?",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        reservation.id());
        if (started.isPresent()) {
            var end = new AttemptEnd(started.get(), NEVER_TOLD, TokenUsage.NONE);
            closeIfOutstanding(reservation.id(), end, RELEASED);
        }
    }

    private List<Long> outstandingOf(String other) throws SQLException {
        return statements.all(
                "SELECT id FROM attempts WHERE state = 'outstanding' AND owner = ?",
                row -> row.getLong(1),
                other);
    }

    /** A query that is told twice is one. */
    boolean record(QueryEntry query) throws SQLException {
        boolean added = queries.add(query);
        newFallbacks += added && query.outcome().equals("answered_by_fallback") ? 1 : 0;
        return added;
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
        return statements
                .first(
                        "SELECT requests, tokens, fallback_queries FROM totals WHERE id = 1",
                        row ->
                                new UsageSummary(
                                        status,
                                        tokensToday,
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        shown))
                .orElseThrow();
    }

    /** Writes about as much as a batch does, and takes it away again. */
    boolean probe() throws SQLException {
        statements.run("INSERT INTO trails VALUES ('', ?)", FILLING);
        return statements.run("DELETE FROM trails WHERE query_id = ''") > 0;
    }

    /** For tests: lets SQLite meet with a full or a read-only file. */
    boolean pragma(String name, long value) throws SQLException {
        return statements.execute("PRAGMA " + name + " = " + value);
    }
}
