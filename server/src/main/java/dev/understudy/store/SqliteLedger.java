package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import dev.understudy.quota.Admission;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.settings.LedgerSync;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.EndedQuery;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageLedger;
import dev.understudy.usage.UsageSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The ledger in one SQLite file, which any number of processes may have open. What it answered has
 * happened, also after the process was killed; what a power cut may cost says {@link LedgerSync}.
 *
 * <p>While the file cannot be written {@link #reserve} answers {@link Admission.Unusable}; what has
 * ended is kept (bounded) and written once that is possible again, although the stage fails at
 * once. Nothing is ever counted in memory only.
 *
 * <p>Thread-safe; only {@link #open} and {@link #close} block.
 */
public final class SqliteLedger implements UsageLedger {
    private final InstantSource clock;
    private final Owner owner;
    private final LedgerFile file;
    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final AtomicInteger outstanding = new AtomicInteger();

    private SqliteLedger(
            InstantSource clock,
            Owner owner,
            LedgerFile file,
            LedgerWriter writer,
            LedgerReader reader) {
        this.clock = clock;
        this.owner = owner;
        this.file = file;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the ledger, makes its file and folders where they are missing, and settles what
     * processes that died had reserved.
     *
     * @throws LedgerException where the file cannot be used; the message is for the operator
     */
    public static SqliteLedger open(
            Path file, Quota quota, InstantSource clock, LedgerOptions options) {
        return open(file, quota, clock, options, WalSync.BY_SYSTEM);
    }

    /** With a sync that tests see or hold up. */
    static SqliteLedger open(
            Path file, Quota quota, InstantSource clock, LedgerOptions options, WalSync walSync) {
        Path real = realPath(file);
        var owner = enter(real);
        LedgerFile opened;
        try {
            opened = new LedgerFile(real, quota, options, SystemTime.ticker(), owner, walSync);
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
        var writer = new LedgerWriter(opened, options);
        var ledger = new SqliteLedger(clock, owner, opened, writer, new LedgerReader(real, quota));
        writer.start();
        ledger.sweepAtOpen();
        return ledger;
    }

    /**
     * The file's one name: the owners lie beside it, and two processes that reach it over different
     * links must find the same ones.
     */
    private static Path realPath(Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new LedgerException(
                    "the ledger %s is a folder: name a file in it".formatted(absolute));
        }
        try {
            Path folder = Files.createDirectories(absolute.resolveSibling("")).toRealPath();
            return Files.exists(absolute)
                    ? absolute.toRealPath()
                    : folder.resolve(requireNonNull(absolute.getFileName()));
        } catch (IOException e) {
            throw new LedgerException(
                    ("the folder of the ledger %s cannot be made: name a file in a folder that this"
                                    + " user may write to (%s)")
                            .formatted(absolute, e),
                    e);
        }
    }

    private static Owner enter(Path file) {
        String name = requireNonNull(file.getFileName()).toString();
        int dot = name.lastIndexOf('.');
        Path folder = file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".owners");
        try {
            return Owner.enter(folder);
        } catch (IOException e) {
            throw new LedgerException(
                    "the folder %s beside the ledger cannot be written: let this user write to it (%s)"
                            .formatted(folder, e),
                    e);
        }
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
     * Settles what processes that died since had reserved. For a timer: a place that a dead process
     * holds is taken either way, so nothing depends on when it comes.
     *
     * @return how many reservations it settled
     */
    public CompletionStage<Integer> sweep() {
        return writer.submit(
                new Operation<>(
                        Lane.ASK,
                        rows -> {
                            owner.removeDead();
                            return rows.settleOrphans(owner, clock.instant());
                        }));
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
        return end(new Operation<>(Lane.ENDING, rows -> rows.settle(reservation, end)));
    }

    @Override
    public CompletionStage<Void> release(Reservation reservation, AttemptEnd end) {
        return end(new Operation<>(Lane.ENDING, rows -> rows.release(reservation, end)));
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
        return writer.submit(new Operation<>(Lane.RECORD, rows -> rows.record(attempt, end)))
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
    public CompletionStage<UsageSummary> summary() {
        return writer.submit(new Operation<>(Lane.READ, rows -> rows.summary(clock.instant())));
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

    /** Writes what is still queued and gives back the file; what comes later fails. */
    @Override
    public void close() {
        reader.close();
        writer.close();
    }

    /** For tests: transactions that were committed. */
    long commits() {
        return file.commits();
    }

    /** For tests: does something of theirs on the ledger's thread and connection. */
    CompletionStage<Boolean> look(Operation.Work<Boolean> work) {
        return writer.submit(new Operation<>(Lane.READ, work));
    }
}
