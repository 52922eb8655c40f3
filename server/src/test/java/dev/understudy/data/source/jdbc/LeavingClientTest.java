package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a chat client that goes away stops the statement in the database. */
class LeavingClientTest {
    /** Ten rows to the tenth power: some days of work. */
    private static final String ENDLESS =
            "SELECT COUNT(*) AS n FROM orders a CROSS JOIN orders b CROSS JOIN orders c CROSS JOIN orders d CROSS JOIN orders e CROSS JOIN orders f CROSS JOIN orders g CROSS JOIN orders h CROSS JOIN orders i CROSS JOIN orders j";

    @TempDir Path home;

    @Test
    void aClientThatLeavesStopsTheStatementInTheDatabase() throws Exception {
        var database = RealPostgres.get();
        database.reset();
        try (var upstream = Simulator.start();
                var server = Server.start(config(database, upstream))) {
            upstream.model("gpt-oss:120b-cloud", plan());
            var address = URI.create(server.url());
            try (var client = new Socket(address.getHost(), address.getPort())) {
                client.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
                until("the statement runs", () -> running(database));
            }

            until("the statement is gone", () -> !running(database));
            assertThat(upstream.chatCount()).as("nothing was asked after it").isEqualTo(1);
        }
    }

    private ServerConfig config(RealServer database, Simulator upstream) {
        var flags =
                Map.of(
                        "UNDERSTUDY_HOME", home.toString(),
                        "OLLAMA_HOST", upstream.url(),
                        "MCP_SERVER_PORT", "0",
                        "SQL_TIMEOUT_SECONDS", "3600",
                        "DATA_URL", database.url(RealServer.READER, RealServer.READER_PASSWORD));
        return ServerConfig.of(SettingsLoader.load(new SettingsInput(flags, Map.of(), home, home)));
    }

    private static Behaviour plan() {
        return Behaviour.json(
                """
                {"kind":"sql","source":"database","sql":"%s","assumption":"","message":"","chart":"auto"}\
                """
                        .formatted(ENDLESS));
    }

    private static String request() {
        var body =
                """
                {"model":"autogen-agents","stream":true,"messages":[{"role":"user","content":"How many orders are there?"}]}\
                """;
        return "POST /api/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
    }

    /** The source reads through a cursor; the catalogue is read without one. */
    private static boolean running(RealServer database) throws SQLException {
        try (var connection = database.admin()) {
            return !RealServer.rows(
                            connection,
                            "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'FETCH %'")
                    .isEmpty();
        }
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    /** Waits until it is so, for twenty seconds at most. */
    private static void until(String what, Condition condition) throws SQLException {
        for (int tries = 0; tries < 2_000; tries++) {
            if (condition.holds()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("not within twenty seconds: " + what);
    }
}
