package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.installed.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of Debian's package, started once for a test JVM and stopped at its end. Its
 * logins: {@code admin}, who may do everything, and {@code reader}, who may only read the tables of
 * the schema {@code public}.
 */
final class RealPostgres implements RealServer {
    static final String DATABASE = "shop";

    private static @Nullable RealPostgres running;

    private final PostgresServer server;

    private RealPostgres(Path binaries) {
        this.server = new PostgresServer(binaries, "fsync=off", "max_connections=40");
        reset();
    }

    @Override
    public void reset() {
        try (var connection = admin("postgres")) {
            RealServer.execute(
                    connection,
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                    "DROP DATABASE IF EXISTS shop WITH (FORCE)",
                    "DROP ROLE IF EXISTS reader",
                    "CREATE DATABASE shop",
                    "CREATE ROLE reader LOGIN PASSWORD '" + READER_PASSWORD + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        administer(
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader");
        administer(StatementCorpus.schema(dialect()).toArray(String[]::new));
    }

    @Override
    public List<String> fingerprint() {
        var tables =
                """
                SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                FROM information_schema.tables
                WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
                """;
        return RealServer.fingerprint(
                this,
                tables,
                "SELECT relkind, relname, relowner, relacl FROM pg_class WHERE oid >= 16384"
                        + " AND relnamespace <> 'pg_toast'::regnamespace",
                "SELECT proname, prosrc FROM pg_proc WHERE oid >= 16384",
                "SELECT nspname, nspacl FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%'"
                        + " AND nspname NOT LIKE 'pg_toast%'",
                "SELECT * FROM pg_authid",
                "SELECT datname, datacl FROM pg_database",
                "SELECT * FROM pg_db_role_setting",
                "SELECT oid FROM pg_largeobject_metadata",
                "SELECT name, setting FROM pg_file_settings",
                "SELECT slot_name FROM pg_replication_slots",
                "SELECT extname FROM pg_extension",
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
    }

    /** The server; the test is skipped, or fails where servers are required, without one. */
    static synchronized RealPostgres get() {
        if (running == null) {
            running =
                    new RealPostgres(
                            RealServer.installed(
                                    PostgresServer.installed(),
                                    "postgresql",
                                    PostgresServer.PLACE));
        }
        return running;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public List<String> limits() {
        return List.of("SET statement_timeout = 200");
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Connection admin() throws SQLException {
        return admin(DATABASE);
    }

    private Connection admin(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), ADMIN, ADMIN_PASSWORD);
    }

    @Override
    public String url(String user, String password) {
        return server.url(user, password, DATABASE);
    }
}
