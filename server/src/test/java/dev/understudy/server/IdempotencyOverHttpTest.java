package dev.understudy.server;

import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import dev.understudy.web.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeated requests, from the client's socket to the ledger and the upstream. */
class IdempotencyOverHttpTest {
    private static final String KEY = "Idempotency-Key: stainless-retry-1\r\n";
    private static final String KEY_ALONE = KEY + "Connection: close\r\n";

    @TempDir Path home;
    private Simulator upstream;
    private RunningServer server;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        server = RunningServer.start(home, upstream);
    }

    @AfterEach
    void stop() {
        server.close();
        upstream.close();
    }

    private RawClient asks(boolean stream) throws Exception {
        return server.rawClient()
                .post(RunningServer.body("chat", stream, "hello"), stream ? KEY : KEY_ALONE);
    }

    private List<String> results() throws Exception {
        var log = home.resolve("logs/api_usage.log");
        return Files.readAllLines(log).stream()
                .map(line -> RunningServer.JSON.readTree(line).path("result").asString())
                .toList();
    }

    private static String body(String http) {
        return http.substring(http.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void requestsAtOnceAreOneQueryInTheLedgerAndOneChatUpstream() throws Exception {
        upstream.model(
                PRIMARY, Behaviour.text("one two three four").betweenTokens(Duration.ofMillis(50)));
        var clients = new ArrayList<RawClient>();
        for (int i = 0; i < 6; i++) {
            clients.add(asks(false));
        }

        var answer = body(clients.getFirst().readToEnd());

        assertThat(answer).contains("one two three four");
        for (var client : clients.subList(1, clients.size())) {
            assertThat(body(client.readToEnd())).isEqualTo(answer);
            client.close();
        }
        assertThat(upstream.chatCount()).isEqualTo(1);
        assertThat(server.used()).isEqualTo(1);
        assertThat(results()).containsExactly("ok");
    }

    @Test
    void anAnswerThatWasLostIsHadAgainWithoutAnotherPlace() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two"));
        var answer = asks(false).readToEnd();

        var again = asks(false).readToEnd();

        assertThat(again).contains("idempotent-replayed: true");
        assertThat(body(again)).isEqualTo(body(answer));
        assertThat(upstream.chatCount()).isEqualTo(1);
        assertThat(server.used()).isEqualTo(1);
    }

    @Test
    void theUpstreamIsClosedWhenTheLastOfThemLeaves() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three").betweenTokens(Duration.ofHours(1)));
        var first = asks(true);
        first.readUntil("one");
        var second = asks(true);
        second.readUntil("one");
        var call = upstream.chats().getFirst();

        first.close();
        for (int i = 0; i < 50; i++) {
            assertThat(server.get("/api/v1/status").path("running_queries").asInt()).isOne();
        }
        assertThat(call.closedByClient()).isNotDone();
        second.close();

        call.closedByClient().get(20, TimeUnit.SECONDS);
        server.awaitIdle();
        assertThat(upstream.chatCount()).isEqualTo(1);
        assertThat(server.used()).isEqualTo(1);
        assertThat(results()).containsExactly("cancelled");
    }

    @Test
    void aRetryAfterAFailureIsAskedAnew() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(400), Behaviour.text("well again"));

        assertThat(asks(false).readToEnd()).startsWith("HTTP/1.1 400");
        var retry = asks(false).readToEnd();

        assertThat(retry).startsWith("HTTP/1.1 200").contains("well again");
        assertThat(retry).doesNotContain("idempotent-replayed");
        assertThat(upstream.chatCount()).isEqualTo(2);
    }
}
