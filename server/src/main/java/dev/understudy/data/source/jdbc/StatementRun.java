package dev.understudy.data.source.jdbc;

import dev.understudy.data.Cancellation;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.ResultReader;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One statement through the session guard: a transaction that is never committed, limits of time,
 * and the database told to stop. Anything may be handed in; nothing is changed by it as far as the
 * engine's guard goes. One use.
 */
final class StatementRun {
    /** How much longer than the statement the socket waits: for the database's own word on it. */
    private static final Duration SOCKET_SLACK = Duration.ofSeconds(10);

    private final DatabaseEngine engine;
    private final Connection connection;
    private final ResultLimits limits;
    private final Cancellation cancellation;
    private final Ticker ticker;
    private boolean reusable;

    StatementRun(
            DatabaseEngine engine,
            Connection connection,
            ResultLimits limits,
            Cancellation cancellation,
            Ticker ticker) {
        this.engine = engine;
        this.connection = connection;
        this.limits = limits;
        this.cancellation = cancellation;
        this.ticker = ticker;
    }

    /** Runs {@code sql}, whatever it is. */
    StatementResult run(String sql) {
        var result = guarded(sql);
        if (reusable) {
            reusable = cleaned();
        }
        return result;
    }

    /** Whether the connection is as it was before, and so may be used for another statement. */
    boolean reusable() {
        return reusable;
    }

    private StatementResult guarded(String sql) {
        var start = ticker.nanos();
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) limits.time().plus(SOCKET_SLACK).toMillis());
            engine.begin(connection, limits);
            return watched(engine.prepare(connection, sql), sql, start);
        } catch (SQLException e) {
            return failed(e);
        }
    }

    private StatementResult watched(Statement statement, String sql, long start) {
        var watch = new StatementWatch(connection, statement, limits.time(), cancellation);
        StatementResult result;
        try (watch) {
            watch.start();
            result = read(statement, sql, start);
        } catch (SQLException e) {
            result = failed(e);
        }
        return switch (watch.end()) {
            case ITSELF -> result;
            case CANCELLED -> stopped(new StatementFailure.Cancelled());
            case TOO_SLOW -> stopped(new StatementFailure.TooSlow(limits.time()));
        };
    }

    private StatementResult read(Statement statement, String sql, long start) throws SQLException {
        var table = ResultReader.read(engine.execute(statement, sql, limits), limits);
        var took = Duration.ofNanos(ticker.nanos() - start);
        if (table.truncation() == ResultTable.Truncation.NONE || engine.leavesRowsBehind()) {
            statement.close();
            reusable = true;
        } else {
            // To close the statement would be to read all rows that nobody wants.
            connection.abort(Runnable::run);
        }
        return new StatementResult.Rows(table, took);
    }

    // A cancel may still be on its way to this connection.
    private StatementResult stopped(StatementFailure failure) {
        reusable = false;
        return new StatementResult.Failed(failure);
    }

    private StatementResult failed(SQLException failure) {
        var read = engine.failure(DatabaseError.of(failure), limits.time());
        reusable = !(read instanceof StatementFailure.SourceDown);
        return new StatementResult.Failed(read);
    }

    private boolean cleaned() {
        try {
            connection.rollback();
            engine.reset(connection);
            return true;
        } catch (SQLException _) {
            return false;
        }
    }
}
