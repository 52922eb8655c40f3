package dev.understudy.store;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What attempts are in rows: outstanding from their reservation on, ended once, and counted in
 * their window, in the tallies and in the totals with each change. One thread at a time, inside a
 * transaction.
 */
final class AttemptRows {
    private static final String OUTSTANDING = "outstanding";
    private static final String SETTLED = "settled";
    private static final String RELEASED = "released";
    private static final String RECORDED = "recorded";
    private static final String DIED = "process died";
    private static final String NEVER_TOLD = "ledger unusable";

    /** The owners of all reservations that are outstanding. */
    static final String HOLDERS = "SELECT DISTINCT owner FROM attempts WHERE state = 'outstanding'";

    private final Statements statements;
    private final Quota quota;
    private final WindowRows windows;
    private final TallyRows tallies;
    private final TotalRows totals;
    private final String owner;
    private final boolean trackTokens;
    private List<EndedAttempt> ended = new ArrayList<>();

    AttemptRows(
            Statements statements,
            Quota quota,
            WindowRows windows,
            TallyRows tallies,
            TotalRows totals,
            String owner,
            boolean trackTokens) {
        this.statements = statements;
        this.quota = quota;
        this.windows = windows;
        this.tallies = tallies;
        this.totals = totals;
        this.owner = owner;
        this.trackTokens = trackTokens;
    }

    /** Forgets what came of the transaction before, which may have been rolled back. */
    void begin() {
        ended = new ArrayList<>();
    }

    /** The attempts that were ended in this transaction. */
    List<EndedAttempt> ended() {
        return ended;
    }

    /** Writes down an attempt whose place in the window is taken already. */
    Reservation reserve(AttemptStart attempt, QuotaWindow window) throws SQLException {
        long id = insert(attempt, window);
        totals.addRequests(attempt.metered() ? 1 : 0);
        return new Reservation(id);
    }

    private long insert(AttemptStart attempt, QuotaWindow window) throws SQLException {
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
                        OUTSTANDING,
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
        return close(insert(attempt, window), tracked(end), RECORDED);
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
                                AttemptRows::closedAttempt,
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
        totals.addRequests(ofQuota);
        totals.addTokens(usage.totalTokens());
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
}
