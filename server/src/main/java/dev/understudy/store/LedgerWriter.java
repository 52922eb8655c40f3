package dev.understudy.store;

import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a ledger. What was queued while it wrote goes into the next
 * transaction together; callers are answered after its commit. Endings and records that cannot be
 * written are kept, in order, and tried again before whatever comes next, and each second.
 *
 * <p>Thread-safe; no method but {@link #close} blocks.
 */
final class LedgerWriter implements AutoCloseable {
    /** So many reservations one process may hold: far above any number of concurrent queries. */
    static final int MOST_OUTSTANDING = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int BATCH = 512;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final LedgerStore store;
    private final LedgerOptions options;
    private final Ticker ticker;
    private final Beat beat;
    private final LedgerQueue queue;
    private final ArrayDeque<Operation<?>> kept = new ArrayDeque<>();
    private final Thread thread;
    private volatile LedgerHealth health = new LedgerHealth.Usable();
    private long lastBeat;

    /** What the writer does by itself, in a transaction, again and again. */
    record Beat(Duration every, Operation.Work<?> work) {}

    LedgerWriter(LedgerStore store, LedgerOptions options, Ticker ticker, Beat beat) {
        this.store = store;
        this.options = options;
        this.ticker = ticker;
        this.beat = beat;
        this.lastBeat = ticker.nanos();
        this.queue = new LedgerQueue(store::trouble);
        this.thread = Thread.ofPlatform().name("ledger").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    LedgerHealth health() {
        return health;
    }

    /** Queues an operation; refused at once where its lane is full or the ledger is closed. */
    <T> CompletableFuture<T> submit(Operation<T> operation) {
        queue.add(operation);
        return operation.answer();
    }

    private void run() {
        List<Operation<?>> batch = new ArrayList<>(BATCH);
        try {
            while (!queue.isDone()) {
                awaitWork(batch);
                write(batch.stream().filter(one -> !one.lane().isApart()).toList());
                batch.stream().filter(one -> one.lane() == Lane.READ).forEach(this::read);
                writeApart(batch.stream().filter(one -> one.lane() == Lane.ROLL_UP).toList());
                batch.clear();
                upkeep();
            }
        } catch (InterruptedException e) {
            LOG.error("the ledger's writer was interrupted, which nobody may do", e);
        } finally {
            end(batch);
        }
    }

    /**
     * Waits for operations, for what is due by itself or for the next try, whatever comes first.
     */
    private void awaitWork(List<Operation<?>> batch) throws InterruptedException {
        long nanos = Math.min(store.nanosUntilUpkeep(), nanosUntilBeat());
        if (inTrouble()) {
            nanos = Math.min(nanos, RETRY_NANOS);
        }
        queue.take(batch, BATCH, nanos);
        if (nanosUntilBeat() == 0 && queue.enter(Lane.BEAT)) {
            lastBeat = ticker.nanos();
            batch.add(new Operation<>(Lane.BEAT, beat.work()));
        }
    }

    private long nanosUntilBeat() {
        return Math.max(0, beat.every().toNanos() - (ticker.nanos() - lastBeat));
    }

    private boolean inTrouble() {
        return health instanceof LedgerHealth.Unusable;
    }

    private void write(List<Operation<?>> operations) {
        if (operations.isEmpty() && !inTrouble()) {
            return;
        }
        try {
            writeKept();
            commit(operations);
        } catch (LedgerException e) {
            become(new LedgerHealth.Unusable(e.getMessage()));
            operations.forEach(one -> keepOrDrop(one, e));
            return;
        }
        become(new LedgerHealth.Usable());
        for (var operation : operations) {
            queue.leave(operation.lane());
            operation.publish();
        }
    }

    /** Nobody's answer waits for these, and no row that others want stays locked for them. */
    private void writeApart(List<Operation<?>> operations) {
        if (!operations.isEmpty()) {
            write(operations);
        }
    }

    private void writeKept() {
        while (!kept.isEmpty()) {
            List<Operation<?>> part = kept.stream().limit(BATCH).toList();
            commit(part);
            for (var operation : part) {
                kept.remove();
                queue.leave(operation.lane());
            }
        }
    }

    /** Writes operations and the usage log's lines; their callers are not told yet. */
    private void commit(List<Operation<?>> operations) {
        var attempts = operations.isEmpty() ? store.probe() : store.commit(operations, inTrouble());
        options.usageLog().ifPresent(log -> log.append(attempts));
    }

    private void keepOrDrop(Operation<?> operation, LedgerException trouble) {
        if (operation.lane().isKept()) {
            kept.add(operation);
        } else {
            queue.leave(operation.lane());
        }
        operation.refuse(trouble);
    }

    private void read(Operation<?> operation) {
        queue.leave(Lane.READ);
        try {
            store.read(operation);
            operation.publish();
        } catch (LedgerException e) {
            operation.refuse(e);
        }
    }

    private void upkeep() {
        try {
            store.upkeepWhenDue();
        } catch (LedgerException e) {
            become(new LedgerHealth.Unusable(e.getMessage()));
        }
    }

    private void become(LedgerHealth next) {
        boolean changed = !next.getClass().equals(health.getClass());
        health = next;
        if (!changed) {
            return;
        }
        switch (next) {
            case LedgerHealth.Usable() -> LOG.info("the ledger can be written again");
            case LedgerHealth.Unusable(String reason) ->
                    LOG.error("{}. No metered attempt is admitted while this lasts", reason);
        }
        try {
            options.onHealth().accept(next);
        } catch (RuntimeException e) {
            LOG.error("the listener for the ledger's health failed", e);
        }
    }

    private void end(List<Operation<?>> unanswered) {
        try {
            writeKept();
        } catch (LedgerException e) {
            LOG.error(
                    "{} entries could not be written and are lost: {}", kept.size(), e.toString());
        } finally {
            if (!queue.isClosed()) {
                become(new LedgerHealth.Unusable("the ledger's writer has ended: restart"));
            }
            try {
                store.close();
            } finally {
                queue.end(unanswered);
            }
        }
    }

    /** Writes what is queued; what comes later is refused. Waits for it for up to 30 s. */
    @Override
    public void close() {
        queue.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.error("the ledger is still writing after {}; not waiting", CLOSE_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
