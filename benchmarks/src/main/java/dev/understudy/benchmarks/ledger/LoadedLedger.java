package dev.understudy.benchmarks.ledger;

import dev.understudy.installed.PostgresServer;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.settings.DatabaseKind;
import dev.understudy.settings.LedgerSync;
import dev.understudy.settings.Secret;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.PostgresLedger;
import dev.understudy.store.SqliteLedger;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.UsageLedger;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A kind of ledger that is loaded: each round has a new one. */
sealed interface LoadedLedger {
    String words();

    UsageLedger open(LedgerHome home) throws SQLException;

    record InFile(LedgerSync sync) implements LoadedLedger {
        @Override
        public String words() {
            return "SQLite, " + sync;
        }

        @Override
        public UsageLedger open(LedgerHome home) {
            return SqliteLedger.open(
                    home.file(),
                    LedgerHome.QUOTA,
                    SystemTime.instants(),
                    LedgerOptions.DEFAULT.withSync(sync));
        }
    }

    /** On a server of this machine that waits for its disk at each commit, as it is by default. */
    record InPostgres(PostgresServer server) implements LoadedLedger {
        private static final String DATABASE = "loaded";

        @Override
        public String words() {
            return "PostgreSQL";
        }

        @Override
        public UsageLedger open(LedgerHome home) throws SQLException {
            try (var connection =
                            DriverManager.getConnection(
                                    server.jdbcUrl("postgres"),
                                    PostgresServer.ADMIN,
                                    PostgresServer.ADMIN_PASSWORD);
                    var statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
                statement.execute("CREATE DATABASE " + DATABASE);
            }
            var address =
                    new DatabaseAddress(
                            DatabaseKind.POSTGRESQL,
                            "127.0.0.1",
                            server.port(),
                            Optional.of(DATABASE),
                            Optional.of(PostgresServer.ADMIN),
                            Optional.of(new Secret(PostgresServer.ADMIN_PASSWORD)),
                            Map.of());
            return PostgresLedger.open(
                    address, LedgerHome.QUOTA, SystemTime.instants(), LedgerOptions.DEFAULT);
        }
    }
}
