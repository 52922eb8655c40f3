package dev.understudy.data.source.jdbc;

import dev.understudy.data.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches over a statement while it runs: when its time is over, or nobody waits for it any more,
 * the database is told to stop. One use; closed when the statement has ended.
 */
final class StatementWatch implements AutoCloseable {
    /** How a statement's run was ended. */
    enum End {
        /** By itself. */
        ITSELF,
        CANCELLED,
        TOO_SLOW
    }

    /**
     * A database may not hear a cancel that comes before the statement; then it is told again.
     * After some seconds it will not hear at all, and the connection is cut.
     */
    private static final int MOST_CANCELS = 20;

    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(250);

    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable onCancel = this::cancelled;
    private final Connection connection;
    private final Statement statement;
    private final Duration limit;
    private final Cancellation cancellation;
    private final Thread thread;

    StatementWatch(
            Connection connection, Statement statement, Duration limit, Cancellation cancellation) {
        this.connection = connection;
        this.statement = statement;
        this.limit = limit;
        this.cancellation = cancellation;
        this.thread = Thread.ofVirtual().name("statement-watch").unstarted(this::watch);
    }

    /** Begins to watch. */
    void start() {
        thread.start();
        cancellation.onCancel(onCancel);
    }

    /** How it was ended; known once the watch is closed. */
    End end() {
        return end.getNow(End.ITSELF);
    }

    private void cancelled() {
        end.complete(End.CANCELLED);
    }

    private void watch() {
        try {
            if (awaitEnd() != End.ITSELF) {
                stop();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private End awaitEnd() throws InterruptedException {
        try {
            return end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            end.complete(End.TOO_SLOW);
            return end.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() throws InterruptedException {
        for (var told = 0; told < MOST_CANCELS; told++) {
            try {
                statement.cancel();
            } catch (SQLException _) {
                // The way there may be broken for a moment; it is told again.
            }
            if (ended.await(BETWEEN_CANCELS.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // Then the time limit of its socket ends it.
        }
    }

    /** The statement has ended, one way or another; no cancel is under way after this. */
    @Override
    public void close() {
        end.complete(End.ITSELF);
        ended.countDown();
        cancellation.forget(onCancel);
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
