package dev.understudy.data.source.duckdb;

import dev.understudy.data.source.SourceDownException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB in memory: opened, filled, then locked for good. After that it reaches no file, no
 * network and no extension, and no statement can change a setting. Thread-safe.
 */
final class LockedDatabase implements AutoCloseable {
    /** Enough for the sample a hundred times over; a statement that wants more fails. */
    private static final String SAMPLE_MEMORY = "1GB";

    /**
     * Tables of files lie in memory, and so do the statements on them; the rest is left to others.
     */
    private static final String FILES_MEMORY = "50%";

    /** The server has more to do than one statement. */
    private static final int MOST_THREADS = 4;

    /** What no statement may turn back on, in the order that leaves the lock for last. */
    private static final List<String> LOCK =
            List.of(
                    "SET enable_external_access = false",
                    "SET autoinstall_known_extensions = false",
                    "SET autoload_known_extensions = false",
                    "SET lock_configuration = true");

    private final DuckDBConnection first;
    private final String version;
    private final List<String> warnings;

    private LockedDatabase(DuckDBConnection first, String version, List<String> warnings) {
        this.first = first;
        this.version = version;
        this.warnings = warnings;
    }

    /** Opens, fills and locks; whatever goes wrong, nothing stays open. */
    static LockedDatabase open(Contents contents) throws SourceDownException {
        String version = contents.version();
        try {
            var connection =
                    DriverManager.getConnection("jdbc:duckdb:", properties(contents.readsFiles()))
                            .unwrap(DuckDBConnection.class);
            return filled(connection, contents, version);
        } catch (SQLException e) {
            throw new SourceDownException(
                    "the embedded database cannot be opened: "
                            + DuckDbMessages.firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static LockedDatabase filled(
            DuckDBConnection connection, Contents contents, String version)
            throws SQLException, SourceDownException {
        boolean done = false;
        try {
            execute(connection, "SET GLOBAL TimeZone = 'UTC'");
            List<String> warnings = contents.load(connection);
            for (String setting : LOCK) {
                execute(connection, setting);
            }
            done = true;
            return new LockedDatabase(connection, version, warnings);
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static Properties properties(boolean readsFiles) {
        var properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("enable_external_access", String.valueOf(readsFiles));
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("temp_directory", "");
        properties.setProperty("memory_limit", readsFiles ? FILES_MEMORY : SAMPLE_MEMORY);
        properties.setProperty("threads", String.valueOf(threads()));
        return properties;
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection for one statement, that can write nothing but what is its own. */
    Connection readOnly() throws SQLException {
        Connection connection = plain();
        boolean done = false;
        try {
            execute(connection, "BEGIN TRANSACTION READ ONLY");
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /** A connection for reading the catalogue. */
    Connection plain() throws SQLException {
        return first.duplicate();
    }

    /** Which contents it was filled with. */
    String version() {
        return version;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Statements that still run end in their own time; then the memory is free. */
    @Override
    public void close() {
        try {
            first.close();
        } catch (SQLException e) {
            // It lies in memory alone: there is nothing to save and nothing to tell.
        }
    }
}
