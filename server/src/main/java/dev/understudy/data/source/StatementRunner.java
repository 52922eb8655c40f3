package dev.understudy.data.source;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.time.Ticker;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs statements on one source, of any JDBC driver: so many at once, each within its limits, each
 * stopped in the database when its time is over or it is cancelled. Waiting for a turn counts
 * towards the time. Blocks; thread-safe.
 */
public final class StatementRunner implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Turns turns;
    private final Ticker ticker;
    private final FailureReader failures;
    private final Executor threads;
    private final ScheduledExecutorService timers;
    private final Cancellation closing = new Cancellation();

    /**
     * A runner for one source.
     *
     * @param atOnce statements that may run at the same time
     * @param threads where statements run: {@code Runnable::run} for the caller's own thread; other
     *     threads for a driver of native code, which would hold the carrier of a virtual thread
     */
    public StatementRunner(int atOnce, Ticker ticker, FailureReader failures, Executor threads) {
        this.turns = new Turns(atOnce);
        this.ticker = ticker;
        this.failures = failures;
        this.threads = threads;
        this.timers = timers();
    }

    /** One thread that ends by itself: statements may still begin while the source is closed. */
    private static ScheduledExecutorService timers() {
        var timers =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("statement-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
        timers.allowCoreThreadTimeOut(true);
        return timers;
    }

    /**
     * Runs {@code sql}, which must have passed the guard. Never throws for what a database says.
     */
    public StatementResult run(
            Connections connections, String sql, ResultLimits limits, Cancellation cancellation) {
        var run = new Run(connections, sql, limits, cancellation, ticker.nanos());
        if (closing.cancelled()) {
            return failed(new StatementFailure.SourceDown("the source is closed"));
        }
        if (!turns.take(limits.time(), cancellation)) {
            return failed(run.neverBegan());
        }
        try {
            return CompletableFuture.supplyAsync(run::inTurn, threads).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a driver failed in a way of its own", e.getCause());
        } finally {
            turns.giveBack();
        }
    }

    private static StatementResult failed(StatementFailure failure) {
        return new StatementResult.Failed(failure);
    }

    /** Stops what runs; nothing runs after it. */
    @Override
    public void close() {
        closing.cancel();
    }

    /** One statement, from its arrival. */
    private final class Run {
        private final Connections connections;
        private final String sql;
        private final ResultLimits limits;
        private final Cancellation cancellation;
        private final long arrived;

        Run(
                Connections connections,
                String sql,
                ResultLimits limits,
                Cancellation cancellation,
                long arrived) {
            this.connections = connections;
            this.sql = sql;
            this.limits = limits;
            this.cancellation = cancellation;
            this.arrived = arrived;
        }

        StatementFailure neverBegan() {
            return cancellation.cancelled() || Thread.currentThread().isInterrupted()
                    ? new StatementFailure.Cancelled()
                    : new StatementFailure.TooSlow(limits.time());
        }

        StatementResult inTurn() {
            try (var connection = connections.open();
                    var statement = connection.createStatement()) {
                ResultReader.prepare(statement, limits);
                return onStatement(statement);
            } catch (SourceDownException e) {
                return failed(new StatementFailure.SourceDown(String.valueOf(e.getMessage())));
            } catch (SQLException e) {
                return failed(failures.read(e));
            }
        }

        /** What was stopped may seem to have ended well, with rows missing: it never counts. */
        private StatementResult onStatement(Statement statement) {
            Duration left = limits.time().minus(took());
            var stop = new StatementStop(statement, left, timers, List.of(cancellation, closing));
            StatementResult result;
            try (stop) {
                result = new StatementResult.Rows(rows(statement), took());
            } catch (SQLException e) {
                result = failed(failures.read(e));
            }
            return switch (stop.reason()) {
                case NOT_STOPPED -> result;
                case TIME_OVER -> failed(new StatementFailure.TooSlow(limits.time()));
                case CANCELLED -> failed(new StatementFailure.Cancelled());
            };
        }

        private ResultTable rows(Statement statement) throws SQLException {
            try (var rows = statement.executeQuery(sql)) {
                return ResultReader.read(rows, limits);
            }
        }

        private Duration took() {
            return Duration.ofNanos(ticker.nanos() - arrived);
        }
    }
}
