package dev.understudy.data.source.jdbc;

import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a database can be asked: makes its connections, looks at each new one whether its login
 * can write, and keeps what it saw. While the database cannot be asked it is tried again and again.
 * Thread-safe.
 */
final class SourceCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCheck.class);

    private final String name;
    private final DatabaseEngine engine;
    private final DatabaseAddress address;
    private final List<String> schemas;
    private final boolean writableAllowed;
    private final Duration between;
    private final Ticker ticker;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile SourceState state = new SourceState.Down("it was not asked yet");
    private long lastTry;
    private boolean tried;
    private boolean retrying;

    SourceCheck(JdbcOptions options, DatabaseEngine engine, Ticker ticker) {
        this.name = options.name();
        this.engine = engine;
        this.address = options.address();
        this.schemas = options.schemas();
        this.writableAllowed = options.writableAllowed();
        this.between = options.betweenTries();
        this.ticker = ticker;
    }

    /** As last seen. */
    SourceState state() {
        return state;
    }

    /** As seen now: a database that is down is tried, unless that was just done. */
    SourceState look() {
        if (state instanceof SourceState.Down && due()) {
            tryOnce();
        }
        return state;
    }

    /**
     * A new connection whose login was looked at.
     *
     * @throws SQLException where none can be made, or its login may not be used; the state says why
     */
    Connection connect() throws SQLException {
        noteTry();
        Connection connection;
        try {
            connection = engine.connect(address, schemas);
        } catch (SQLException e) {
            down(reason(e));
            throw e;
        }
        try {
            // A network that goes silent now must not hold whoever waits.
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(DatabaseEngine.CONNECT_TIME.toMillis()));
            judge(engine.rights(connection));
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            connection.close();
            down("its login's rights cannot be read: " + DatabaseError.of(e).message());
            throw e;
        } catch (RuntimeException e) {
            connection.close();
            down("its login's rights cannot be read");
            throw new SQLException("the driver made a mistake", e);
        }
        if (state instanceof SourceState.Refused(var reason)) {
            connection.close();
            throw new SQLException(reason, "42501");
        }
        return connection;
    }

    private String reason(SQLException failure) {
        var read = engine.failure(DatabaseError.of(failure), DatabaseEngine.CONNECT_TIME);
        return read instanceof StatementFailure.SourceDown(var message)
                        && !message.equals(DownReason.LOST)
                ? message
                : DownReason.of(failure);
    }

    private void judge(WriteRights rights) {
        if (rights.none()) {
            change(new SourceState.Usable());
        } else if (writableAllowed) {
            change(new SourceState.Doubtful(rights.described()));
        } else {
            change(new SourceState.Refused(rights.described()));
            retryUntilUsable();
        }
    }

    /** It cannot be asked at the moment; it is tried until it can. */
    void down(String reason) {
        change(new SourceState.Down(reason));
        retryUntilUsable();
    }

    private void change(SourceState seen) {
        var before = state;
        state = seen;
        if (before.equals(seen)) {
            return;
        }
        switch (seen) {
            case SourceState.Usable _ -> LOG.info("source {} can be asked", name);
            case SourceState.Doubtful(var warning) -> LOG.warn("source {}: {}", name, warning);
            case SourceState.Down(var reason) -> LOG.warn("source {} is down: {}", name, reason);
            case SourceState.Refused(var reason) ->
                    LOG.error("source {} is not used: {}", name, reason);
        }
    }

    private synchronized boolean due() {
        return !tried || ticker.nanos() - lastTry >= between.toNanos();
    }

    private synchronized void noteTry() {
        tried = true;
        lastTry = ticker.nanos();
    }

    private void tryOnce() {
        try {
            connect().close();
        } catch (SQLException _) {
            // The state says it.
        }
    }

    private synchronized void retryUntilUsable() {
        if (!retrying && closed.getCount() > 0) {
            retrying = true;
            Thread.ofVirtual().name("source-check-" + name).start(this::retry);
        }
    }

    private void retry() {
        try {
            while (!closed.await(between.toNanos(), TimeUnit.NANOSECONDS)) {
                tryOnce();
                if (done()) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean done() {
        var usable =
                switch (state) {
                    case SourceState.Usable _, SourceState.Doubtful _ -> true;
                    case SourceState.Down _, SourceState.Refused _ -> false;
                };
        retrying = !usable;
        return usable;
    }

    /** It is not tried any more. */
    @Override
    public void close() {
        closed.countDown();
    }
}
