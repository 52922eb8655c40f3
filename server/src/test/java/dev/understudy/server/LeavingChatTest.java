package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import dev.understudy.web.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Clients that go away, at every point of a query's way: the upstream is stopped, no further call
 * is made, and what was used is in the ledger. Over real sockets.
 */
class LeavingChatTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int STOPS = 100;

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private RunningServer serve(String... keysAndValues) {
        return RunningServer.start(home, upstream, keysAndValues);
    }

    private static RawClient asks(RunningServer server, boolean stream) throws Exception {
        return asks(server, "chat", stream);
    }

    private static RawClient asks(RunningServer server, String model, boolean stream)
            throws Exception {
        return server.rawClient()
                .post(RunningServer.body(model, stream, "Are things going well with us?"), "");
    }

    private static void closedUpstream(RecordedRequest call) throws Exception {
        call.closedByClient().get(20, TimeUnit.SECONDS);
    }

    /** Waits for a call that the upstream has received. */
    private RecordedRequest awaitCall(Predicate<RecordedRequest> which) throws Exception {
        until("the upstream is asked", () -> upstream.chats().stream().anyMatch(which));
        return upstream.chats().stream().filter(which).findFirst().orElseThrow();
    }

    /** Looks each millisecond, for 20 seconds at most. */
    private static void until(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 20_000; i++) {
            if (condition.call()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        throw new AssertionError("not in time: " + what);
    }

    private void awaitAttempts(int count) throws Exception {
        until(count + " attempts have ended", () -> attempts().size() >= count);
    }

    private List<JsonNode> attempts() throws Exception {
        var log = home.resolve("logs/api_usage.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream().map(RunningServer.JSON::readTree).toList()
                : List.of();
    }

    /** The only attempt, which took a place and was called off. */
    private JsonNode cancelledAttempt(RunningServer server) throws Exception {
        server.awaitIdle();
        awaitAttempts(1);
        assertThat(attempts()).hasSize(1);
        var attempt = attempts().getFirst();
        assertThat(attempt.path("result").asString()).isEqualTo("cancelled");
        assertThat(server.used()).isEqualTo(1);
        return attempt;
    }

    private static void isEstimated(JsonNode attempt) {
        assertThat(attempt.path("estimated").asBoolean()).isTrue();
        assertThat(attempt.path("prompt_tokens").asInt()).isPositive();
        assertThat(attempt.path("completion_tokens").asInt()).isPositive();
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {true, false})
    void leavingBeforeAnythingWasSaidStopsTheUpstream(boolean stream) throws Exception {
        upstream.model(PRIMARY, Behaviour.silence());
        try (var server = serve()) {
            var client = asks(server, stream);
            var call = awaitCall(_ -> true);
            client.close();

            closedUpstream(call);
            assertThat(cancelledAttempt(server).path("completion_tokens").asInt(-1)).isZero();
        }
    }

    @Test
    void leavingAfterTheFirstTextStopsTheUpstream() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three").betweenTokens(NEVER));
        try (var server = serve()) {
            var client = asks(server, true);
            client.readUntil("one");
            client.close();

            closedUpstream(upstream.chats().getFirst());
            isEstimated(cancelledAttempt(server));
        }
    }

    @Test
    void leavingDuringThinkingStopsTheUpstream() throws Exception {
        upstream.model(PRIMARY, Behaviour.thinking("hm hm hm", "one").betweenTokens(NEVER));
        try (var server = serve()) {
            var client = asks(server, true);
            client.readUntil("\"reasoning_content\":\"hm");
            client.close();

            closedUpstream(upstream.chats().getFirst());
            isEstimated(cancelledAttempt(server));
        }
    }

    @Test
    void leavingWhileAWholeAnswerIsGatheredStopsTheUpstream() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("one two three ".repeat(10_000))
                        .betweenTokens(Duration.ofMillis(1)));
        try (var server = serve()) {
            var client = asks(server, false);
            var call = awaitCall(_ -> true);
            server.get("/api/v1/status");
            client.close();

            closedUpstream(call);
            cancelledAttempt(server);
        }
    }

    @Test
    void leavingWithAFullSocketStopsTheUpstream() throws Exception {
        var piece = "x".repeat(16_000);
        upstream.model(PRIMARY, Behaviour.pieces(Collections.nCopies(2_000, piece)));
        try (var server = serve()) {
            var client = asks(server, true);
            client.readUntil("xxx");
            for (int i = 0; i < 200; i++) {
                server.get("/api/v1/status");
            }
            assertThat(upstream.chats().getFirst().answered()).isNotDone();
            client.close();

            closedUpstream(upstream.chats().getFirst());
            isEstimated(cancelledAttempt(server));
        }
    }

    @Test
    void leavingDuringTheWaitBeforeARetryMakesNoFurtherCall() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        leftWhileWaiting("RETRY_DELAY_SECONDS", "600");
    }

    @Test
    void leavingDuringAWaitThatTheUpstreamAskedForMakesNoFurtherCall() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(503).withHeader("Retry-After", "600"));
        leftWhileWaiting("RETRY_DELAY_SECONDS", "0");
    }

    private void leftWhileWaiting(String... delay) throws Exception {
        var settings = new ArrayList<>(List.of(delay));
        settings.addAll(List.of("ENABLE_FALLBACK", "false", "QUERY_TIMEOUT_SECONDS", "3600"));
        try (var server = serve(settings.toArray(String[]::new))) {
            var client = asks(server, true);
            awaitAttempts(1);
            assertThat(server.get("/api/v1/status").path("running_queries").asInt()).isOne();
            client.close();

            server.awaitIdle();
            assertThat(upstream.chatCount()).isEqualTo(1);
            assertThat(attempts()).hasSize(1);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void leavingWhileTheFallbackAnswersStopsTheFallback() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(404))
                .model(FALLBACK, Behaviour.text("local model").betweenTokens(NEVER));
        try (var server = serve()) {
            var client = asks(server, true);
            client.readUntil("local\"}");
            client.close();

            closedUpstream(upstream.chats(FALLBACK).getFirst());
            server.awaitIdle();
            awaitAttempts(2);
            var last = attempts().getLast();
            assertThat(last.path("result").asString()).isEqualTo("cancelled");
            assertThat(last.path("metered").asBoolean(true)).isFalse();
            isEstimated(last);
        }
    }

    private static boolean routes(RecordedRequest request) {
        return request.json().path("format").toString().contains("general");
    }

    private static boolean plans(RecordedRequest request) {
        return request.json().path("format").toString().contains("not_data");
    }

    @Test
    void leavingWhileTheSupervisorAsksStopsItsCall() throws Exception {
        upstream.model(PRIMARY, Behaviour.json("{\"team\":\"data\"}").betweenTokens(NEVER));
        try (var server = serve()) {
            var client = asks(server, "autogen-agents", true);
            var call = awaitCall(LeavingChatTest::routes);
            client.close();

            closedUpstream(call);
            cancelledAttempt(server);
            assertThat(upstream.chatCount()).isEqualTo(1);
        }
    }

    @Test
    void leavingWhileATeamPlansStopsItsCall() throws Exception {
        upstream.model(PRIMARY, Behaviour.silence())
                .when(LeavingChatTest::routes, Behaviour.json("{\"team\":\"data\"}").usage(7, 3))
                .when(LeavingChatTest::plans, Behaviour.json("{}").firstTokenAfter(NEVER));
        try (var server = serve()) {
            var client = asks(server, "autogen-agents", true);
            var call = awaitCall(LeavingChatTest::plans);
            client.close();

            closedUpstream(call);
            assertThat(cancelledAttempt(server).path("total_tokens").asInt()).isEqualTo(10);
            assertThat(upstream.chatCount()).isEqualTo(2);
        }
    }

    @Test
    void leavingWhileATeamAnswersStopsItsCall() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three").betweenTokens(NEVER))
                .when(LeavingChatTest::routes, Behaviour.json("{\"team\":\"general\"}"));
        try (var server = serve()) {
            var client = asks(server, "autogen-agents", true);
            var call = awaitCall(request -> !routes(request));
            client.readUntil("Routing to: General");
            client.close();

            closedUpstream(call);
            cancelledAttempt(server);
            assertThat(upstream.chatCount()).isEqualTo(2);
        }
    }

    @Test
    void leavingBeforeTheQuestionWasWholeAsksNobody() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one"));
        try (var server = serve()) {
            server.rawClient()
                    .write(
                            "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{")
                    .close();

            assertThat(server.ask("another one").statusCode()).isEqualTo(200);
            server.awaitIdle();
            assertThat(upstream.chatCount()).isEqualTo(1);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void theUpstreamSeesItWithin100MillisAtTheMedian() throws Exception {
        var took = new ArrayList<Duration>();
        try (var server = serve()) {
            for (int i = 0; i < STOPS; i++) {
                took.add(stopped(server, i % 4));
            }
            server.awaitIdle();
            assertThat(server.used()).isEqualTo(STOPS);
        }
        Collections.sort(took);
        System.out.printf(
                "%d stops: median %d ms, slowest %d ms%n",
                STOPS, took.get(STOPS / 2).toMillis(), took.getLast().toMillis());
        assertThat(took.get(STOPS / 2)).isLessThan(Duration.ofMillis(100));
    }

    private Duration stopped(RunningServer server, int kind) throws Exception {
        upstream.clear();
        upstream.model(
                PRIMARY,
                switch (kind) {
                    case 0, 1 -> Behaviour.silence();
                    case 2 -> Behaviour.text("one two").betweenTokens(NEVER);
                    default -> Behaviour.thinking("hm hm", "one").betweenTokens(NEVER);
                });
        var client = asks(server, kind != 0);
        var call = awaitCall(_ -> true);
        switch (kind) {
            case 2 -> client.readUntil("one");
            case 3 -> client.readUntil("hm");
            default -> {}
        }
        var before = Instant.now();
        client.close();
        return Duration.between(before, call.closedByClient().get(20, TimeUnit.SECONDS));
    }

    @Test
    void aUserWhoAsksTooMuchAtOnceIsRefusedAtOnceAndNobodyElseIs() throws Exception {
        upstream.model(PRIMARY, Behaviour.silence(), Behaviour.text("cloud"));
        var ofAda =
                RunningServer.body("chat", false, "hello")
                        .replace("{\"model\"", "{\"user\":\"ada\",\"model\"");
        try (var server = serve("MAX_CONCURRENT_QUERIES_PER_USER", "1")) {
            var first = server.rawClient().post(ofAda, "");
            awaitCall(_ -> true);

            var second = server.post(ofAda);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(json(second).at("/error/code").asString()).isEqualTo("too_busy");
            assertThat(second.headers().firstValue("retry-after")).hasValue("1");
            assertThat(server.post(ofAda.replace("ada", "bob")).statusCode()).isEqualTo(200);

            first.close();
            server.awaitIdle();
            assertThat(server.post(ofAda).statusCode()).isEqualTo(200);
            assertThat(server.used()).isEqualTo(3);
        }
    }
}
