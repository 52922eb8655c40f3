package dev.understudy.store;

import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.quota.Standing;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.EndedQuery;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Retention;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageLedger;
import dev.understudy.usage.UsageSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in a database: an SQLite file that processes of one machine share ({@link
 * SqliteLedger}), or PostgreSQL for several machines ({@link PostgresLedger}). What it answered has
 * happened, also after the process was killed; what a power cut may cost says {@link
 * dev.understudy.settings.LedgerSync}.
 *
 * <p>While the database cannot be written {@link #reserve} answers {@link Admission.Unusable}; what
 * has ended is kept (bounded) and written once that is possible again, although the stage fails at
 * once. Nothing is ever counted in memory only.
 *
 * <p>Thread-safe; only opening it and {@link #close} block.
 */
public final class JdbcLedger implements UsageLedger {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);

    private final InstantSource clock;
    private final Owner owner;
    private final LedgerStore store;
    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final Retention retention;
    private final RollUp rollUp;
    private final AtomicInteger outstanding = new AtomicInteger();

    private JdbcLedger(
            LedgerBackend backend,
            LedgerStore store,
            Quota quota,
            InstantSource clock,
            LedgerOptions options) {
        this.clock = clock;
        this.owner = backend.owner();
        this.store = store;
        var beat = new LedgerWriter.Beat(owner.beatEvery(), this::settleOrphans);
        this.writer = new LedgerWriter(store, options, SystemTime.ticker(), beat);
        this.reader = new LedgerReader(backend, quota);
        this.retention = options.retention();
        this.rollUp = new RollUp(writer, quota.calendar(), retention, clock, owner.id());
    }

    /**
     * Opens the ledger and settles what processes that died had reserved. The backend is closed
     * with it, or when this fails.
     *
     * @throws LedgerException where the database cannot be used; the message is for the operator
     */
    static JdbcLedger open(
            LedgerBackend backend, Quota quota, InstantSource clock, LedgerOptions options) {
        LedgerStore store;
        try {
            store = new LedgerStore(backend);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
        var ledger = new JdbcLedger(backend, store, quota, clock, options);
        ledger.writer.start();
        ledger.sweepAtOpen();
        return ledger;
    }

    private void sweepAtOpen() {
        try {
            var _ = sweep().toCompletableFuture().join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof LedgerException trouble ? trouble : e;
        }
    }

    /**
     * Settles what processes that died since had reserved; the writer does it by itself, too.
     *
     * @return how many reservations it settled
     */
    CompletionStage<Integer> sweep() {
        return writer.submit(new Operation<>(Lane.ASK, this::settleOrphans));
    }

    private int settleOrphans(LedgerRows rows) throws SQLException {
        return rows.attempts().settleOrphans(owner, clock.instant());
    }

    /**
     * Rolls up some of the entries that are older than they are kept; for a timer. It is a chain of
     * small transactions between all others, at most {@link RollUp#MOST_STEPS}; nothing while one
     * is on its way, another process is at it, or the ledger is unusable.
     *
     * @return how many queries and attempts were rolled up
     */
    public CompletionStage<Long> rollUp() {
        return rollUp(RollUp.MOST_STEPS, RollUp.PAUSE);
    }

    /** With other bounds, for tests. */
    CompletionStage<Long> rollUp(int mostSteps, Duration pause) {
        return rollUp.round(mostSteps, pause);
    }

    @Override
    public Optional<Retention> retention() {
        return Optional.of(retention);
    }

    /**
     * The quota's limit as the servers on this ledger have it configured; empty where none has
     * counted yet. Blocks.
     *
     * @throws LedgerException where that cannot be read
     */
    public OptionalLong limitSeen() {
        try {
            return writer.submit(new Operation<>(Lane.READ, LedgerRows::limitSeen)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException trouble ? trouble : e;
        }
    }

    /** Whether the ledger can count now, as its last write has shown. */
    public LedgerHealth health() {
        return writer.health();
    }

    @Override
    public CompletionStage<Admission> reserve(AttemptStart attempt) {
        if (outstanding.get() >= LedgerWriter.MOST_OUTSTANDING) {
            return CompletableFuture.completedFuture(
                    new Admission.Unusable(
                            "%d reservations of this process were never ended"
                                    .formatted(LedgerWriter.MOST_OUTSTANDING)));
        }
        return writer.submit(
                        new Operation<Admission>(
                                Lane.ASK,
                                rows -> rows.reserve(attempt),
                                trouble -> new Admission.Unusable(trouble.getMessage())))
                .whenComplete((admission, _) -> {
                    if (admission instanceof Admission.Granted) {
                        outstanding.incrementAndGet();
                    }
                });
    }

    @Override
    public CompletionStage<Void> settle(Reservation reservation, AttemptEnd end) {
        return end(new Operation<>(Lane.ENDING, rows -> rows.attempts().settle(reservation, end)));
    }

    @Override
    public CompletionStage<Void> release(Reservation reservation, AttemptEnd end) {
        return end(new Operation<>(Lane.ENDING, rows -> rows.attempts().release(reservation, end)));
    }

    private CompletionStage<Void> end(Operation<Long> ending) {
        return writer.submit(ending)
                .whenComplete((_, failure) -> {
                    if (!(failure instanceof EndedBefore)) {
                        outstanding.decrementAndGet();
                    }
                })
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Void> record(AttemptStart attempt, AttemptEnd end) {
        return writer.submit(
                        new Operation<>(Lane.RECORD, rows -> rows.attempts().record(attempt, end)))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Void> record(QueryEntry query) {
        return writer.submit(new Operation<>(Lane.QUERY, rows -> rows.record(query)))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Boolean> claimWarning(String user, QuotaWindow window) {
        return writer.submit(new Operation<>(Lane.ASK, rows -> rows.claimWarning(user, window)));
    }

    @Override
    public CompletionStage<QuotaStatus> quotaStatus() {
        return writer.submit(new Operation<>(Lane.READ, rows -> rows.status(clock.instant())));
    }

    @Override
    public CompletionStage<Standing> standing(Claim claim) {
        return writer.submit(
                new Operation<>(Lane.READ, rows -> rows.limits().standing(claim, clock.instant())));
    }

    @Override
    public CompletionStage<LimitChanged> change(LimitChange change, KeyLimits keys) {
        return writer.submit(
                        new Operation<>(
                                Lane.ASK,
                                rows -> rows.limits().change(change, keys, clock.instant())))
                .thenApply(changed -> {
                    if (changed instanceof LimitChanged.Done(var before, var now)) {
                        LOG.info(
                                "The limit of {} is {} until {}, no longer {}; changed by {}",
                                change.limit(),
                                now.status().limit(),
                                now.status().window().end(),
                                before,
                                change.by());
                    }
                    return changed;
                });
    }

    @Override
    public CompletionStage<UsageSummary> summary(KeyLimits keys) {
        return writer.submit(
                new Operation<>(Lane.READ, rows -> rows.summary(keys, clock.instant())));
    }

    /** Read beside the writing, from what was committed when it began to read. */
    @Override
    public CompletionStage<UsageHistory> history(HistoryView view) {
        return reader.history(view, clock.instant());
    }

    @Override
    public CompletionStage<Optional<EndedQuery>> query(String queryId) {
        return writer.submit(new Operation<>(Lane.READ, rows -> rows.queries().find(queryId)))
                .thenApply(found -> found.map(Supplier::get));
    }

    /** Writes what is still queued and gives back the database; what comes later fails. */
    @Override
    public void close() {
        rollUp.close();
        reader.close();
        writer.close();
    }

    /** For tests: transactions that were committed. */
    long commits() {
        return store.commits();
    }

    /** For tests: does something of theirs on the ledger's thread and connection. */
    CompletionStage<Boolean> look(Operation.Work<Boolean> work) {
        return writer.submit(new Operation<>(Lane.READ, work));
    }
}
