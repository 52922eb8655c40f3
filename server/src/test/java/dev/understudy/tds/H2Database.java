package dev.understudy.tds;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The database in memory that answers; gone when it is closed. Thread-safe. */
final class H2Database implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SETTINGS =
            ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                    + ";IGNORE_CATALOGS=TRUE;DEFAULT_LOCK_TIMEOUT=2000";

    private final String url;
    private final Connection keepsItOpen;

    /** Its schema is dbo, as SQL Server's is. */
    H2Database(String name) throws SQLException {
        url = "jdbc:h2:mem:%s%d%s".formatted(name, NUMBER.incrementAndGet(), SETTINGS);
        keepsItOpen = DriverManager.getConnection(url);
        try (Statement statement = keepsItOpen.createStatement()) {
            statement.execute("CREATE SCHEMA dbo");
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url + ";SCHEMA=dbo");
    }

    @Override
    public void close() throws SQLException {
        keepsItOpen.close();
    }
}
