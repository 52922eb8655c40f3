package dev.understudy.data.source.jdbc;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * SQL Server. It has no transaction that is read only and takes several statements at once, so its
 * session guard is the weakest: everything is rolled back, but a {@code COMMIT} within a statement
 * would come before that. It rests on the login's rights and on what is let through to it.
 */
final class SqlServerEngine implements DatabaseEngine {
    private static final int ROWS_AT_ONCE = 200;

    private final SQLServerDriver driver = new SQLServerDriver();

    @Override
    public Dialect dialect() {
        return Dialect.SQLSERVER;
    }

    @Override
    public Connection connect(DatabaseAddress address, List<String> schemas) throws SQLException {
        var properties = address.login();
        properties.setProperty("serverName", address.host());
        // A named instance is asked for its port.
        if (!address.options().containsKey("instanceName")) {
            properties.setProperty("portNumber", String.valueOf(address.port()));
        }
        address.database().ifPresent(it -> properties.setProperty("databaseName", it));
        properties.setProperty("applicationName", "understudy");
        properties.setProperty("applicationIntent", "ReadOnly");
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIME.toSeconds()));
        properties.setProperty("connectRetryCount", "0");
        properties.setProperty("responseBuffering", "adaptive");
        return Connections.opened(driver, "jdbc:sqlserver://", properties);
    }

    @Override
    public WriteRights rights(Connection connection) throws SQLException {
        return SqlServerRights.of(connection);
    }

    @Override
    public void begin(Connection connection, ResultLimits limits) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + LOCK_TIME.toMillis());
        }
    }

    @Override
    public Statement prepare(Connection connection, String sql) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public ResultSet execute(Statement statement, String sql, ResultLimits limits)
            throws SQLException {
        statement.setEscapeProcessing(false);
        statement.setFetchSize(ROWS_AT_ONCE);
        // Rounded up: the source's own clock comes first, this one holds where that fails.
        statement.setQueryTimeout((int) limits.time().toSeconds() + 1);
        statement.setMaxRows(limits.rows() + 1);
        return statement.executeQuery(sql);
    }

    @Override
    public void reset(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    @Override
    public boolean leavesRowsBehind() {
        return false;
    }

    @Override
    public StatementFailure failure(DatabaseError error, Duration limit) {
        return SqlServerFailures.read(error, limit);
    }

    @Override
    public Catalogue catalogue(String source, Connection connection, List<String> schemas)
            throws SQLException {
        return SqlServerCatalogue.QUERIES.read(source, connection, schemas);
    }
}
