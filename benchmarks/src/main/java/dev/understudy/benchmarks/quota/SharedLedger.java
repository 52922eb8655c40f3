package dev.understudy.benchmarks.quota;

import dev.understudy.installed.PostgresServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Where the processes count, and what stands there, read beside them. */
sealed interface SharedLedger {
    /** In words. */
    String words();

    /** What makes a server use it. */
    Map<String, String> settings();

    /** The places that are taken: settled and outstanding ones. */
    long used() throws SQLException;

    /** The reservations that nobody has ended yet. */
    long outstanding() throws SQLException;

    String USED = "SELECT coalesce(sum(used), 0) FROM windows";
    String OUTSTANDING = "SELECT count(*) FROM attempts WHERE state = 'outstanding'";

    /** A database of its own on a real server. */
    record InPostgres(PostgresServer server, String database) implements SharedLedger {
        static InPostgres empty(PostgresServer server, String database) throws SQLException {
            var ledger = new InPostgres(server, database);
            ledger.run("postgres", "CREATE DATABASE " + database);
            return ledger;
        }

        @Override
        public String words() {
            return "PostgreSQL";
        }

        @Override
        public Map<String, String> settings() {
            var url = server.url(PostgresServer.ADMIN, PostgresServer.ADMIN_PASSWORD, database);
            return Map.of("LEDGER_URL", url);
        }

        @Override
        public long used() throws SQLException {
            return number(server.jdbcUrl(database), login(), USED);
        }

        @Override
        public long outstanding() throws SQLException {
            return number(server.jdbcUrl(database), login(), OUTSTANDING);
        }

        private static Properties login() {
            var login = new Properties();
            login.setProperty("user", PostgresServer.ADMIN);
            login.setProperty("password", PostgresServer.ADMIN_PASSWORD);
            login.setProperty("currentSchema", "understudy");
            return login;
        }

        private void run(String beside, String sql) throws SQLException {
            try (var connection = DriverManager.getConnection(server.jdbcUrl(beside), login());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** The file in the home that the processes share. */
    record InFile(Path file) implements SharedLedger {
        @Override
        public String words() {
            return "SQLite";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        private String url() {
            return "jdbc:sqlite:" + file;
        }

        @Override
        public long used() throws SQLException {
            return number(url(), new Properties(), USED);
        }

        @Override
        public long outstanding() throws SQLException {
            return number(url(), new Properties(), OUTSTANDING);
        }
    }

    private static long number(String url, Properties login, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, login);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
