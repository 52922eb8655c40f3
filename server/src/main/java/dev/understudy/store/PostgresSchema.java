package dev.understudy.store;

import dev.understudy.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables in a schema of their own, {@code understudy}. Flyway's table there says which scripts
 * it has taken; where several replicas start at once, Flyway lets one of them do it.
 */
final class PostgresSchema {
    /** The type of transaction names that can be asked about came with version 13. */
    private static final int OLDEST_SERVER = 13;

    private PostgresSchema() {}

    /**
     * Whether all scripts were taken.
     *
     * @throws LedgerException where the server is too old, or the ledger too new
     */
    static boolean isUpToDate(Connection connection, DatabaseAddress address) throws SQLException {
        var ledger = PostgresConnector.name(address);
        int server = connection.getMetaData().getDatabaseMajorVersion();
        if (server < OLDEST_SERVER) {
            throw new LedgerException(
                    "the ledger %s is on PostgreSQL %d: version %d or newer is needed"
                            .formatted(ledger, server, OLDEST_SERVER));
        }
        long version = version(connection);
        if (version > LedgerMigrations.VERSION) {
            throw LedgerMigrations.refuseNewer(ledger, version);
        }
        return version == LedgerMigrations.VERSION;
    }

    private static long version(Connection connection) throws SQLException {
        var statements = new Statements(connection);
        var history = PostgresConnector.SCHEMA + ".flyway_schema_history";
        boolean there =
                statements
                        .first(
                                "SELECT to_regclass(?) IS NOT NULL",
                                row -> row.getBoolean(1),
                                history)
                        .orElse(false);
        return there
                ? statements.number(
                        "SELECT coalesce(max(version::int), 0) FROM " + history + " WHERE success")
                : 0;
    }

    static void bringUpToDate(DatabaseAddress address) throws SQLException {
        var migrations =
                LedgerMigrations.inFolder("postgres")
                        .dataSource(PostgresConnector.url(address), null, null)
                        .jdbcProperties(asMap(PostgresConnector.toMigrate(address)))
                        .schemas(PostgresConnector.SCHEMA)
                        .createSchemas(true);
        try {
            LedgerMigrations.run(migrations);
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException error) {
                    throw error;
                }
            }
            throw new LedgerException(
                    "the tables of the ledger %s cannot be made or brought up to date: %s"
                            .formatted(PostgresConnector.name(address), e.getMessage()),
                    e);
        }
    }

    private static Map<String, String> asMap(Properties properties) {
        var map = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(it -> map.put(it, properties.getProperty(it)));
        return map;
    }
}
