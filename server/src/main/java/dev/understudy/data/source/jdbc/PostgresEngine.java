package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.core.Parser;

/**
 * PostgreSQL. Each statement is declared as a cursor in a transaction that is read only: the
 * server's own grammar lets nothing but a query be one, neither {@code COMMIT} nor {@code COPY} nor
 * a {@code WITH} that writes.
 */
final class PostgresEngine implements DatabaseEngine {
    /** One row of a gigabyte must not use up the memory: the driver breaks off first. */
    private static final String MOST_BYTES_AT_ONCE = "64M";

    private static final int ROWS_AT_ONCE = 200;

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public Connection connect(DatabaseAddress address, List<String> schemas) throws SQLException {
        var properties = address.login();
        properties.setProperty("PGDBNAME", address.database().orElse("postgres"));
        properties.setProperty("ApplicationName", "understudy");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("cancelSignalTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("preferQueryMode", "extended");
        properties.setProperty("maxResultBuffer", MOST_BYTES_AT_ONCE);
        if (!schemas.isEmpty()) {
            properties.setProperty("currentSchema", String.join(",", quoted(schemas)));
        }
        // Named without its class: the annotations of that package are not there to compile with.
        return Connections.opened(
                DriverManager.getDriver("jdbc:postgresql:"),
                "jdbc:postgresql://" + address.hostAndPort() + "/",
                properties);
    }

    private static List<String> quoted(List<String> schemas) {
        return schemas.stream().map(Dialect.POSTGRESQL::quoted).toList();
    }

    @Override
    public WriteRights rights(Connection connection) throws SQLException {
        return PostgresRights.of(connection);
    }

    @Override
    public void begin(Connection connection, ResultLimits limits) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            statement.execute("SET LOCAL statement_timeout = " + millis(limits.time()));
            statement.execute("SET LOCAL lock_timeout = " + millis(LOCK_TIME));
            // Should we be gone, the server ends the transaction by itself.
            statement.execute(
                    "SET LOCAL idle_in_transaction_session_timeout = "
                            + millis(limits.time().plus(LOCK_TIME)));
        }
    }

    /** 0 would be no limit. */
    private static long millis(Duration time) {
        return Math.max(1, time.toMillis());
    }

    @Override
    public Statement prepare(Connection connection, String sql) throws SQLException {
        // The driver would send several statements one by one. What it takes for one it sends as
        // one, and the server takes no more than one at a time in this mode.
        if (Parser.parseJdbcSql(sql, true, false, true, false, false).size() != 1) {
            throw new SQLException("one statement at a time", "42601");
        }
        var statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    @Override
    public ResultSet execute(Statement statement, String sql, ResultLimits limits)
            throws SQLException {
        statement.execute("DECLARE understudy NO SCROLL CURSOR FOR " + sql);
        statement.setFetchSize(ROWS_AT_ONCE);
        return statement.executeQuery(
                "FETCH FORWARD %d FROM understudy".formatted(limits.rows() + 1L));
    }

    @Override
    public void reset(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            // Locks and settings of the session would outlive a rollback.
            statement.execute("DISCARD ALL");
        }
    }

    @Override
    public boolean leavesRowsBehind() {
        return true;
    }

    @Override
    public StatementFailure failure(DatabaseError error, Duration limit) {
        return PostgresFailures.read(error, limit);
    }

    @Override
    public Catalogue catalogue(String source, Connection connection, List<String> schemas)
            throws SQLException {
        return PostgresCatalogue.QUERIES.read(source, connection, schemas);
    }
}
