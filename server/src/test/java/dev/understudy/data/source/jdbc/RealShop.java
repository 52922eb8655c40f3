package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.settings.Addresses;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.time.SystemTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * The shop of the guard's corpora in a schema of its own on a real SQL Server, with a login that
 * may only read there; both have a name of their own and go when it is closed.
 *
 * <p>The server is named by {@code -Dmssql.url=sqlserver://HOST:PORT/DATABASE?encrypt=true}, with
 * {@code -Dmssql.user} and {@code -Dmssql.password} of a login that may make schemas in that
 * database, and logins. Never one with data that matter: attacks are run on it.
 */
final class RealShop implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final DatabaseAddress admin;

    /** The name of schema, user and login. */
    private final String name = "understudy_" + UUID.randomUUID().toString().replace("-", "");

    private final String password = "Aa1-" + UUID.randomUUID();
    private final String url;

    private RealShop(String url, String user, String password) {
        this.url = url;
        this.admin = address(user, password);
    }

    /** Makes the shop; without a server the test is skipped. */
    static RealShop open() throws SQLException {
        var url = System.getProperty("mssql.url", "");
        Assumptions.assumeTrue(
                !url.isEmpty(),
                "no real SQL Server was named; set -Dmssql.url=sqlserver://HOST:PORT/DATABASE,"
                        + " -Dmssql.user and -Dmssql.password to run these tests");
        var shop =
                new RealShop(
                        url,
                        System.getProperty("mssql.user", "sa"),
                        System.getProperty("mssql.password", ""));
        try {
            shop.make();
            return shop;
        } catch (SQLException failure) {
            shop.close();
            throw failure;
        }
    }

    private void make() throws SQLException {
        try (var connection = connect()) {
            RealServer.execute(connection, "CREATE SCHEMA " + name);
            for (var sql : StatementCorpus.schema(Dialect.SQLSERVER)) {
                RealServer.execute(
                        connection,
                        sql.replaceAll(
                                "(CREATE TABLE|REFERENCES|INSERT INTO) (\\w+)",
                                "$1 " + name + ".$2"));
            }
            RealServer.execute(
                    connection,
                    "CREATE LOGIN %s WITH PASSWORD = '%s', CHECK_POLICY = OFF"
                            .formatted(name, password),
                    "CREATE USER %s FOR LOGIN %s WITH DEFAULT_SCHEMA = %s"
                            .formatted(name, name, name),
                    "GRANT SELECT ON SCHEMA::%s TO %s".formatted(name, name));
        }
    }

    private Connection connect() throws SQLException {
        return new SqlServerEngine().connect(admin, List.of());
    }

    private DatabaseAddress address(String user, String secret) {
        return Addresses.of(
                url.replaceFirst("://", "://%s:%s@".formatted(escaped(user), escaped(secret))));
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append("%%%02X".formatted(one & 0xFF));
        }
        return escaped.toString();
    }

    /** As the login that may only read. */
    JdbcSource source() {
        return JdbcSource.open(
                new JdbcOptions(
                        "shop", address(name, password), List.of(name), false, BETWEEN_TRIES),
                SystemTime.ticker());
    }

    /** A statement of the corpora, for this schema instead of dbo. */
    String here(String sql) {
        return sql.replaceAll("(?i)\\bdbo\\b", name);
    }

    /** All rows of the shop, and the names of everything in its schema and of all logins. */
    List<String> fingerprint() throws SQLException {
        try (var connection = connect()) {
            var print = new ArrayList<String>();
            for (var table : tables(connection)) {
                print.add(table);
                print.addAll(RealServer.rows(connection, "SELECT * FROM " + table));
            }
            print.addAll(RealServer.rows(connection, "SELECT name FROM sys.server_principals"));
            print.addAll(RealServer.rows(connection, "SELECT name FROM sys.databases"));
            print.addAll(RealServer.rows(connection, "SELECT name FROM sys.database_principals"));
            print.addAll(
                    RealServer.rows(
                            connection,
                            "SELECT name, type, modify_date FROM sys.objects WHERE is_ms_shipped = 0"));
            return print;
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        return RealServer.rows(
                connection,
                "SELECT '%s.' + name FROM sys.tables WHERE schema_id = SCHEMA_ID('%s')"
                        .formatted(name, name));
    }

    /** The texts of what runs as the login that may only read. */
    List<String> running() throws SQLException {
        try (var connection = connect()) {
            return RealServer.rows(
                    connection,
                    """
                    SELECT t.text FROM sys.dm_exec_requests r
                      JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id
                      CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) t
                    WHERE s.login_name = '%s'
                    """
                            .formatted(name));
        }
    }

    @Override
    public void close() throws SQLException {
        try (var connection = connect()) {
            for (var table :
                    List.of("order_items", "orders", "products", "employees", "customers")) {
                RealServer.execute(connection, "DROP TABLE IF EXISTS %s.%s".formatted(name, table));
            }
            RealServer.execute(
                    connection,
                    "DROP USER IF EXISTS " + name,
                    "DROP SCHEMA IF EXISTS " + name,
                    "IF SUSER_ID('%s') IS NOT NULL DROP LOGIN %s".formatted(name, name));
        }
    }
}
