package dev.understudy.store;

import dev.understudy.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How connections to the ledger's database are opened. Each is bounded twice: by the server, so
 * that a replica that stands still in a transaction loses the quota's row before the others have
 * given up waiting for it, and by the driver, so that a server that stands still is found out.
 */
final class PostgresConnector {
    static final String SCHEMA = "understudy";

    private static final int CONNECT_SECONDS = 2;

    private PostgresConnector() {}

    /** For short transactions that others wait for. */
    static Connection toWrite(DatabaseAddress address) throws SQLException {
        var properties = properties(address, 10);
        properties.setProperty(
                "options",
                "-c statement_timeout=8000 -c lock_timeout=5000"
                        + " -c idle_in_transaction_session_timeout=2500"
                        + " -c default_transaction_isolation=read\\ committed");
        return open(address, properties);
    }

    /** For a reading that may be long; nothing can be changed. */
    static Connection toRead(DatabaseAddress address) throws SQLException {
        var properties = properties(address, 40);
        properties.setProperty(
                "options", "-c statement_timeout=30000 -c default_transaction_read_only=on");
        return open(address, properties);
    }

    /** For migrations, which may take long on a large ledger: bounded by nothing. */
    static Properties toMigrate(DatabaseAddress address) {
        return properties(address, 0);
    }

    static String url(DatabaseAddress address) {
        return "jdbc:postgresql://%s/".formatted(address.hostAndPort());
    }

    /** What people are told: the address without its login. */
    static String name(DatabaseAddress address) {
        return "postgresql://%s/%s".formatted(address.hostAndPort(), address.database().orElse(""));
    }

    private static Connection open(DatabaseAddress address, Properties properties)
            throws SQLException {
        // Named without its class: the annotations of that package are not there to compile with.
        var connection =
                DriverManager.getDriver("jdbc:postgresql:").connect(url(address), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know its own address", "08001");
        }
        return connection;
    }

    private static Properties properties(DatabaseAddress address, int socketSeconds) {
        var properties = address.login();
        properties.setProperty("PGDBNAME", address.database().orElse("postgres"));
        properties.setProperty("ApplicationName", "understudy");
        properties.setProperty("currentSchema", SCHEMA);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(socketSeconds));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
