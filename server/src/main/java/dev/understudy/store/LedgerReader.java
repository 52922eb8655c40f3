package dev.understudy.store;

import dev.understudy.quota.Quota;
import dev.understudy.usage.HistorySum;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageHistory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;

/**
 * Reads what is long to read, on a thread and a connection of its own, so that no reservation waits
 * for it: in WAL mode a reader holds up nobody. The connection is made for each reading, which is
 * rare, and then sees one state of the file. Thread-safe; nothing blocks its caller.
 */
final class LedgerReader implements AutoCloseable {
    /** One reads, so many wait: a dashboard or two, and a person at a terminal. */
    private static final int MOST_WAITING = 16;

    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final Quota quota;
    private final ThreadPoolExecutor thread;

    LedgerReader(Path file, Quota quota) {
        this.file = file;
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
                    new LedgerException(
                            thread.isShutdown()
                                    ? "the ledger %s was closed".formatted(file)
                                    : ("the history of the ledger %s is asked for too often: %d"
                                                    + " readings wait")
                                            .formatted(file, MOST_WAITING)));
        }
    }

    private UsageHistory read(HistoryView view, Instant now) {
        var sum = new HistorySum(view, quota.calendar(), now);
        try (var connection = connect(file)) {
            new HistoryRows(new Statements(connection)).addTo(sum, view.by());
        } catch (SQLException e) {
            throw LedgerException.of(file, e);
        }
        return sum.history();
    }

    /** A connection that cannot change the file, and does not make one that is missing. */
    static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /** What waits is still read; the process does not wait for it. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
