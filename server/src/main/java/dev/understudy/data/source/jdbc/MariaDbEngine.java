package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.settings.DatabaseAddress;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.mariadb.jdbc.Driver;

/**
 * MariaDB, and MySQL as far as the two agree. Each statement is prepared by the server in a
 * transaction that is read only: that takes one statement only, and says before anything runs
 * whether it gives rows. One that does not, such as {@code COMMIT} or {@code SELECT … INTO
 * OUTFILE}, is never run.
 */
final class MariaDbEngine implements DatabaseEngine {
    private static final int ROWS_AT_ONCE = 200;

    private final Driver driver = new Driver();

    @Override
    public Dialect dialect() {
        return Dialect.MARIADB;
    }

    @Override
    public Connection connect(DatabaseAddress address, List<String> schemas) throws SQLException {
        var properties = address.login();
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIME.toMillis()));
        // While it logs in; each statement sets its own.
        properties.setProperty("socketTimeout", String.valueOf(CONNECT_TIME.toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("cachePrepStmts", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("allowLocalInfile", "false");
        var database = URLEncoder.encode(address.database().orElse(""), StandardCharsets.UTF_8);
        return Connections.opened(
                driver,
                // The scheme is the driver's own for both; it finds out which server answers.
                "jdbc:mariadb://" + address.hostAndPort() + "/" + database,
                properties);
    }

    @Override
    public WriteRights rights(Connection connection) throws SQLException {
        return MariaDbRights.of(connection);
    }

    @Override
    public void begin(Connection connection, ResultLimits limits) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(timeLimit(connection, limits.time()));
            statement.execute("SET SESSION lock_wait_timeout = " + LOCK_TIME.toSeconds());
            statement.execute("SET SESSION innodb_lock_wait_timeout = " + LOCK_TIME.toSeconds());
            statement.execute("SET SESSION sql_select_limit = " + (limits.rows() + 1L));
            statement.execute("START TRANSACTION READ ONLY");
        }
    }

    private static String timeLimit(Connection connection, Duration time) throws SQLException {
        var millis = Math.max(1, time.toMillis());
        return connection.getMetaData().getDatabaseProductName().contains("MariaDB")
                ? "SET SESSION max_statement_time = " + BigDecimal.valueOf(millis, 3)
                : "SET SESSION max_execution_time = " + millis;
    }

    @Override
    public Statement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            var columns = statement.getMetaData();
            if (columns == null || columns.getColumnCount() == 0) {
                throw new SQLException("the statement gives no rows", "42000", 1064);
            }
            statement.setFetchSize(ROWS_AT_ONCE);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public ResultSet execute(Statement statement, String sql, ResultLimits limits)
            throws SQLException {
        return ((PreparedStatement) statement).executeQuery();
    }

    @Override
    public void reset(Connection connection) throws SQLException {
        // Locks, variables and temporary tables of the session would outlive a rollback.
        connection.unwrap(org.mariadb.jdbc.Connection.class).reset();
        connection.setAutoCommit(true);
    }

    @Override
    public boolean leavesRowsBehind() {
        return false;
    }

    @Override
    public StatementFailure failure(DatabaseError error, Duration limit) {
        return MariaDbFailures.read(error, limit);
    }

    @Override
    public Catalogue catalogue(String source, Connection connection, List<String> schemas)
            throws SQLException {
        return MariaDbCatalogue.QUERIES.read(source, connection, schemas);
    }
}
