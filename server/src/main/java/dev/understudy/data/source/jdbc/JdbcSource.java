package dev.understudy.data.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.CachedCatalogue;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.FewValues;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database server as a source. Thread-safe. */
public final class JdbcSource implements DataSource {
    /** Statements that run at once; a source of reports is no reason to load a database more. */
    static final int MOST_CONNECTIONS = 4;

    /** New tables are seen after so long, or when one that should be there is missed. */
    private static final Duration CATALOGUE_KEPT = Duration.ofMinutes(10);

    /** For any one of the queries that read a catalogue; they have limits of their own below it. */
    private static final Duration CATALOGUE_TIME = Duration.ofSeconds(60);

    private final JdbcOptions options;
    private final DatabaseEngine engine;
    private final SourceCheck check;
    private final HikariDataSource pool;
    private final CachedCatalogue catalogue;
    private final Ticker ticker;

    private JdbcSource(JdbcOptions options, Ticker ticker) {
        this.options = options;
        this.ticker = ticker;
        this.engine =
                switch (options.address().kind()) {
                    case POSTGRESQL -> new PostgresEngine();
                    case MARIADB, MYSQL -> new MariaDbEngine();
                    case SQLSERVER -> new SqlServerEngine();
                };
        this.check = new SourceCheck(options, engine, ticker);
        this.pool = new HikariDataSource(poolOf(options.name(), check));
        this.catalogue = new CachedCatalogue(ticker, CATALOGUE_KEPT, this::readCatalogue);
    }

    /**
     * The source, tried once: its state says whether it can be asked. Takes some seconds where the
     * database is down; it is tried again from then on.
     */
    public static JdbcSource open(JdbcOptions options, Ticker ticker) {
        var source = new JdbcSource(options, ticker);
        source.check.look();
        return source;
    }

    private static HikariConfig poolOf(String name, SourceCheck check) {
        var config = new HikariConfig();
        config.setPoolName("source-" + name);
        // It hands in connections that are made already, so no address or password reaches the
        // pool, nor what the pool logs.
        config.setDataSource(new CheckedConnections(check));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        // Rights that were given to the login since are seen after this time.
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        config.setConnectionTimeout(DatabaseEngine.CONNECT_TIME.toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Dialect dialect() {
        return engine.dialect();
    }

    @Override
    public SourceState state() {
        return check.state();
    }

    @Override
    public Catalogue catalogue() throws SourceDownException {
        return catalogue.get();
    }

    @Override
    public void refresh() {
        catalogue.refresh();
    }

    private Catalogue readCatalogue() throws SourceDownException {
        switch (check.look()) {
            case SourceState.Refused(var reason) -> throw new SourceDownException(reason);
            case SourceState.Down(var reason) -> throw new SourceDownException(reason);
            case SourceState.Usable _, SourceState.Doubtful _ -> {}
        }
        try (var connection = pool.getConnection()) {
            connection.setReadOnly(true);
            connection.setNetworkTimeout(Runnable::run, (int) CATALOGUE_TIME.toMillis());
            var read = engine.catalogue(name(), connection, options.schemas());
            return new FewValues(ticker).added(connection, read);
        } catch (SQLException e) {
            throw new SourceDownException(
                    "the catalogue cannot be read: " + DatabaseError.of(e).message());
        }
    }

    @Override
    public StatementResult run(ReadOnlySql sql, ResultLimits limits, Cancellation cancellation) {
        if (sql.dialect() != dialect()) {
            throw new IllegalArgumentException(
                    "a statement for %s on %s".formatted(sql.dialect(), dialect()));
        }
        return runRaw(sql.text(), limits, cancellation);
    }

    /** Runs anything at all: what the session guard alone stops, its tests show. */
    StatementResult runRaw(String sql, ResultLimits limits, Cancellation cancellation) {
        switch (check.look()) {
            case SourceState.Refused(var reason) -> {
                return new StatementResult.Failed(new StatementFailure.Denied(reason));
            }
            case SourceState.Down(var reason) -> {
                return new StatementResult.Failed(new StatementFailure.SourceDown(reason));
            }
            case SourceState.Usable _, SourceState.Doubtful _ -> {}
        }
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException _) {
            return new StatementResult.Failed(notConnected());
        }
        return ran(connection, sql, limits, cancellation);
    }

    private StatementFailure notConnected() {
        return switch (check.state()) {
            case SourceState.Down(var reason) -> new StatementFailure.SourceDown(reason);
            case SourceState.Refused(var reason) -> new StatementFailure.Denied(reason);
            case SourceState.Usable _, SourceState.Doubtful _ ->
                    new StatementFailure.Other(
                            "the source is busy with %d other statements"
                                    .formatted(MOST_CONNECTIONS));
        };
    }

    private StatementResult ran(
            Connection connection, String sql, ResultLimits limits, Cancellation cancellation) {
        var run = new StatementRun(engine, connection, limits, cancellation, ticker);
        StatementResult result;
        boolean ended = false;
        try {
            result = run.run(sql);
            ended = true;
        } finally {
            // A driver's own mistake must not keep a place of the pool, nor leave it half used.
            giveBack(connection, ended && run.reusable());
        }
        if (result instanceof StatementResult.Failed(StatementFailure.SourceDown(var reason))) {
            check.down(reason);
        }
        return result;
    }

    private void giveBack(Connection connection, boolean reusable) {
        if (!reusable) {
            pool.evictConnection(connection);
            return;
        }
        try {
            connection.close();
        } catch (SQLException _) {
            // The pool has dropped it.
        }
    }

    @Override
    public void close() {
        check.close();
        pool.close();
    }
}
