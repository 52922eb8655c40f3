package dev.understudy.store;

import dev.understudy.installed.PostgresServer;
import dev.understudy.installed.Required;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.settings.DatabaseKind;
import dev.understudy.settings.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An empty database for ledgers, on a PostgreSQL server that one JVM starts once. */
final class LedgerPostgres {
    private static @Nullable PostgresServer running;
    private static int databases;

    private final PostgresServer server;
    private final String name;

    private LedgerPostgres(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The test is left out, or fails where servers are required, without PostgreSQL. */
    static synchronized LedgerPostgres empty() {
        var started = running;
        if (started == null) {
            var programs = Required.orLeaveOut(PostgresServer.installed(), PostgresServer.MISSING);
            started = new PostgresServer(programs, "fsync=off");
            running = started;
        }
        var database = new LedgerPostgres(started, "ledger" + ++databases);
        database.administer("postgres", "CREATE DATABASE " + database.name);
        return database;
    }

    PostgresServer server() {
        return server;
    }

    DatabaseAddress address() {
        return address(server.port(), PostgresServer.ADMIN_PASSWORD);
    }

    /** Over another port, or with another password. */
    DatabaseAddress address(int port, String password) {
        return new DatabaseAddress(
                DatabaseKind.POSTGRESQL,
                "127.0.0.1",
                port,
                Optional.of(name),
                Optional.of(PostgresServer.ADMIN),
                Optional.of(new Secret(password)),
                Map.of());
    }

    String name() {
        return name;
    }

    Connection connect() throws SQLException {
        return connect(name);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(database) + "?currentSchema=understudy",
                PostgresServer.ADMIN,
                PostgresServer.ADMIN_PASSWORD);
    }

    /** Runs statements in the ledger's schema. */
    void sql(String... statements) {
        administer(name, statements);
    }

    /** Runs statements beside the ledger's database. */
    void administer(String database, String... statements) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the sessions of all others. */
    void terminateSessions() {
        administer(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                        .formatted(name));
    }

    long number(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
