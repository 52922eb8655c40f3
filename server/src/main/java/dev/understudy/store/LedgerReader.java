package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.usage.HistorySum;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageHistory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads what is long to read, on a thread and a connection of its own, so that no reservation waits
 * for it: neither SQLite's WAL mode nor PostgreSQL lets a reader hold up a writer. The connection
 * is made for each reading, which is rare, and then sees one state of the ledger. Thread-safe;
 * nothing blocks its caller.
 */
final class LedgerReader implements AutoCloseable {
    /** One reads, so many wait: a dashboard or two, and a person at a terminal. */
    private static final int MOST_WAITING = 16;

    private final LedgerBackend backend;
    private final Quota quota;
    private final ThreadPoolExecutor thread;

    LedgerReader(LedgerBackend backend, Quota quota) {
        this.backend = backend;
        this.quota = quota;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().name("ledger-reader").daemon().factory());
        thread.allowCoreThreadTimeOut(true);
    }

    CompletableFuture<UsageHistory> history(HistoryView view, Instant now) {
        try {
            return CompletableFuture.supplyAsync(() -> read(view, now), thread);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.failedFuture(
                    backend.trouble(
                            thread.isShutdown()
                                    ? "was closed"
                                    : "is asked for its history too often: %d readings wait"
                                            .formatted(MOST_WAITING)));
        }
    }

    private UsageHistory read(HistoryView view, Instant now) {
        var sum = new HistorySum(view, quota.calendar(), now);
        try (var connection = backend.connectToRead()) {
            new HistoryRows(new Statements(connection)).addTo(sum, view.by());
        } catch (SQLException e) {
            throw backend.trouble(e);
        }
        return sum.history();
    }

    /** What waits is still read; the process does not wait for it. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
