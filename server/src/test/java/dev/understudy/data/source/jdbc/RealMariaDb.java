package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.data.guard.StatementCorpus;
import dev.understudy.installed.InstalledServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of Debian's package, started once for a test JVM and stopped at its end. Its
 * logins: {@code admin}, who may do everything, and {@code reader}, who may only read the database
 * {@code shop}.
 */
final class RealMariaDb implements RealServer {
    static final String DATABASE = "shop";

    private static @Nullable RealMariaDb running;

    private final Path binary;
    private final InstalledServer process;

    private RealMariaDb(Path binary) {
        this.binary = binary;
        this.process = new InstalledServer("mysql");
        process.command(
                List.of(
                        "/usr/bin/mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data(),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        start();
        reset();
    }

    @Override
    public void reset() {
        try (var connection = connection("root", "", "")) {
            RealServer.execute(
                    connection,
                    "DROP DATABASE IF EXISTS shop",
                    "DROP USER IF EXISTS 'admin'@'%', 'reader'@'%'",
                    "CREATE DATABASE shop",
                    "CREATE USER 'admin'@'%' IDENTIFIED BY '" + ADMIN_PASSWORD + "'",
                    "GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION",
                    "CREATE USER 'reader'@'%' IDENTIFIED BY '" + READER_PASSWORD + "'",
                    "GRANT SELECT ON shop.* TO 'reader'@'%'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        administer(StatementCorpus.schema(dialect()).toArray(String[]::new));
    }

    @Override
    public List<String> fingerprint() {
        var tables =
                """
                SELECT CONCAT('`', table_schema, '`.`', table_name, '`')
                FROM information_schema.tables
                WHERE table_schema NOT IN
                  ('mysql', 'information_schema', 'performance_schema', 'sys')
                """;
        return RealServer.fingerprint(
                this,
                tables,
                "SHOW DATABASES",
                "SELECT * FROM mysql.global_priv",
                "SELECT * FROM mysql.db",
                "SELECT * FROM mysql.tables_priv",
                "SELECT routine_schema, routine_name FROM information_schema.routines",
                "SELECT event_name FROM information_schema.events",
                "SELECT plugin_name, plugin_status FROM information_schema.plugins",
                "SELECT variable_name, variable_value FROM information_schema.global_variables"
                        + " WHERE variable_name NOT LIKE 'gtid%'");
    }

    /** The server; the test is skipped, or fails where servers are required, without one. */
    static synchronized RealMariaDb get() {
        if (running == null) {
            var binary = Path.of("/usr/sbin/mariadbd");
            running =
                    new RealMariaDb(
                            RealServer.installed(
                                    Optional.of(binary).filter(Files::isExecutable),
                                    "mariadb-server",
                                    "/usr/sbin"));
        }
        return running;
    }

    private Path data() {
        return process.folder().resolve("data");
    }

    @Override
    public Dialect dialect() {
        return Dialect.MARIADB;
    }

    @Override
    public List<String> limits() {
        return List.of("SET SESSION max_statement_time = 0.2");
    }

    @Override
    public void start() {
        process.start(
                List.of(
                        binary.toString(),
                        "--no-defaults",
                        "--datadir=" + data(),
                        "--port=" + port(),
                        "--bind-address=127.0.0.1",
                        "--socket=" + process.folder().resolve("socket"),
                        "--pid-file=" + process.folder().resolve("pid"),
                        "--skip-name-resolve",
                        "--character-set-server=utf8mb4",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-buffer-pool-size=32M"),
                "ready for connections");
    }

    @Override
    public void stop() {
        process.stop("KILL");
    }

    @Override
    public int port() {
        return process.port();
    }

    @Override
    public Connection admin() throws SQLException {
        return connection(ADMIN, ADMIN_PASSWORD, DATABASE);
    }

    private Connection connection(String user, String password, String database)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port(), database), user, password);
    }

    @Override
    public String url(String user, String password) {
        return "mariadb://%s:%s@127.0.0.1:%d/%s"
                .formatted(user, password.replace(" ", "%20"), port(), DATABASE);
    }
}
