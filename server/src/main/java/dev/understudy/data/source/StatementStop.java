package dev.understudy.data.source;

import dev.understudy.data.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops one statement in the database when its time is over or nobody waits for it any more. It
 * tells the database again and again until the statement has ended: one that is told before it
 * really runs forgets it. Closed, it tells nothing any more, so that the connection's next
 * statement is safe.
 */
final class StatementStop implements AutoCloseable {
    /** Why it was stopped. */
    enum Reason {
        NOT_STOPPED,
        TIME_OVER,
        CANCELLED
    }

    /** Between two tries: short for people, long for a database. */
    private static final long PAUSE_MILLIS = 50;

    /** After so many it is given up: the connection is dead, and its own time-out ends it. */
    private static final int MOST_TRIES = 600;

    /** How long the end waits for a try that is under way, which may go over a network. */
    private static final Duration LAST_TRY = Duration.ofSeconds(10);

    private final Statement statement;
    private final List<Cancellation> cancellations;
    private final Future<?> timer;
    private final Runnable onCancel;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Reason reason = Reason.NOT_STOPPED;
    private @Nullable Thread telling;

    StatementStop(
            Statement statement,
            Duration time,
            ScheduledExecutorService timers,
            List<Cancellation> cancellations) {
        this.statement = statement;
        this.cancellations = cancellations;
        this.onCancel = () -> stop(Reason.CANCELLED);
        this.timer =
                timers.schedule(() -> stop(Reason.TIME_OVER), time.toNanos(), TimeUnit.NANOSECONDS);
        cancellations.forEach(it -> it.onCancel(onCancel));
    }

    synchronized Reason reason() {
        return reason;
    }

    private synchronized void stop(Reason why) {
        if (reason == Reason.NOT_STOPPED && ended.getCount() > 0) {
            reason = why;
            telling =
                    Thread.ofPlatform()
                            .daemon()
                            .name("stop-statement")
                            .start(this::tellUntilItEnds);
        }
    }

    private void tellUntilItEnds() {
        try {
            for (int tries = 0; tries < MOST_TRIES && ended.getCount() > 0; tries++) {
                tell();
                if (ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has just ended, or the connection is gone: either way there is a next try.
        }
    }

    @Override
    public void close() {
        timer.cancel(false);
        cancellations.forEach(it -> it.forget(onCancel));
        Thread last = end();
        if (last != null) {
            awaitEnd(last);
        }
    }

    private synchronized @Nullable Thread end() {
        ended.countDown();
        return telling;
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(LAST_TRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
