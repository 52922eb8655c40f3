package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.time.ManualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with an idempotency key, over real sockets. */
class IdempotencyTest {
    private static final String[] KEY = {"Idempotency-Key", "key-1"};
    private static final String KEY_LINE = "Idempotency-Key: key-1\r\n";

    private final ManualTime time = new ManualTime(RunningApi.NOW);
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(ApiSettings.DEFAULT, ApiKeys.none(), time);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private RawClient asks(String body) throws Exception {
        return new RawClient(api.port()).post(body, KEY_LINE);
    }

    /** Whatever was sent before has been read by then: there is one event loop. */
    private void settle() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    private static String bodyOf(String http) {
        return http.substring(http.indexOf("\r\n\r\n") + 4);
    }

    private static String contentOf(String http) {
        var whole = new StringBuilder();
        for (var line : http.lines().toList()) {
            if (line.startsWith("data: {")) {
                whole.append(
                        RunningApi.JSON
                                .readTree(line.substring(6))
                                .at("/choices/0/delta/content")
                                .asString(""));
            }
        }
        return whole.toString();
    }

    private static boolean replayed(HttpResponse<String> response) {
        return response.headers().firstValue("idempotent-replayed").orElse("").equals("true");
    }

    @Test
    void aRepetitionWhileTheFirstRunsGetsTheSameAnswer() throws Exception {
        var closing = KEY_LINE + "Connection: close\r\n";
        try (var first = new RawClient(api.port());
                var second = new RawClient(api.port())) {
            first.post(QUESTION, closing);
            var play = api.queries.next();
            second.post(QUESTION, closing);
            settle();

            play.text("Hello").end(ANSWERED);

            var answer = first.readToEnd();
            var again = second.readToEnd();
            assertThat(answer).startsWith("HTTP/1.1 200").contains("chatcmpl-" + play.query.id());
            assertThat(bodyOf(again)).isEqualTo(bodyOf(answer));
            assertThat(again).doesNotContain("idempotent-replayed");
        }
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void aStreamThatIsRepeatedHearsWhatWasSaidThenTheRest() throws Exception {
        try (var first = asks(STREAMED)) {
            var play = api.queries.next().thinking("hm").text("Once ").text("upon ");
            var begin = first.readUntil("upon ");
            try (var second = asks(STREAMED)) {
                var caughtUp = second.readUntil("upon ");
                play.text("a ").text("time").end(ANSWERED);
                var answer = begin + first.readToEnd();
                var again = caughtUp + second.readToEnd();

                assertThat(contentOf(answer)).isEqualTo("Once upon a time");
                assertThat(contentOf(again)).isEqualTo("Once upon a time");
                assertThat(again)
                        .contains("\"reasoning_content\":\"hm\"", "data: [DONE]")
                        .contains("chatcmpl-" + play.query.id());
            }
            assertThat(play.cancels).hasValue(0);
        }
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void whoeverLeavesTheOtherHearsOn() throws Exception {
        for (int leaving = 0; leaving < 2; leaving++) {
            var clients = new ArrayList<RawClient>();
            clients.add(asks(STREAMED));
            var play = api.queries.next().text("Once");
            clients.getFirst().readUntil("Once");
            clients.add(asks(STREAMED));
            clients.getLast().readUntil("Once");

            clients.remove(leaving).close();
            settle();
            play.text(" upon").end(new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO));

            assertThat(clients.getFirst().readToEnd()).contains(" upon", "data: [DONE]");
            assertThat(play.cancels).hasValue(0);
            clients.getFirst().close();
        }
    }

    @Test
    void theLastOneThatLeavesCancelsTheQueryOnceAndTheKeyIsFreeAgain() throws Exception {
        for (var question : new String[] {QUESTION, STREAMED}) {
            var first = asks(question);
            var play = api.queries.next();
            var second = asks(question);
            settle();
            first.close();
            settle();
            assertThat(play.cancels).hasValue(0);
            second.close();

            assertThat(play.cancelled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            try (var third = asks(question)) {
                var anew = api.queries.next();
                play.end(new Outcome.Cancelled());
                anew.text("New").end(ANSWERED);
                assertThat(third.readUntil("New")).startsWith("HTTP/1.1 200");
                assertThat(anew.query.id()).isNotEqualTo(play.query.id());
            }
            assertThat(play.cancels).hasValue(1);
            time.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefusedWhileItRunsAndAfterwards() throws Exception {
        var other = QUESTION.replace("Hello", "Bye");
        try (var first = asks(STREAMED)) {
            var play = api.queries.next();
            isRefused(api.ask(other, KEY));
            isRefused(api.ask(QUESTION, KEY));
            play.text("Hi").end(ANSWERED);
            first.readToEnd();
        }
        isRefused(api.ask(other, KEY));
        assertThat(api.queries.noneStarted()).isTrue();
    }

    private static void isRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
        var error = RunningApi.json(response).path("error");
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString()).isEqualTo("idempotency_key_reused");
        assertThat(error.path("message").asString()).contains("another request body", "new key");
    }

    @Test
    void anAnswerIsReplayedForAMinute() throws Exception {
        for (var question : new String[] {QUESTION, STREAMED}) {
            api.queries.script(play -> play.text("Hel").text("lo").end(ANSWERED));
            var answer = api.ask(question, KEY);
            time.advance(Duration.ofSeconds(59));
            var again = api.ask(question, KEY);
            var onceMore = api.ask(question, KEY);

            assertThat(replayed(answer)).isFalse();
            assertThat(replayed(again)).isTrue();
            assertThat(replayed(onceMore)).isTrue();
            assertThat(again.headers().firstValue("x-request-id"))
                    .isEqualTo(answer.headers().firstValue("x-request-id"));
            assertThat(onceMore.body()).isEqualTo(again.body());
            if (question.equals(QUESTION)) {
                assertThat(again.body()).isEqualTo(answer.body());
            } else {
                assertThat(contentOf(again.body())).isEqualTo("Hello");
                assertThat(SseReading.of(again.body()).finish())
                        .isEqualTo(SseReading.of(answer.body()).finish());
            }
            api.queries.next();
            assertThat(api.queries.noneStarted()).isTrue();

            time.advance(Duration.ofSeconds(1));
            assertThat(replayed(api.ask(question, KEY))).isFalse();
            api.queries.next();
            time.advance(Duration.ofSeconds(60));
        }
    }

    @Test
    void whatWasNotAnsweredIsAskedAgain() throws Exception {
        var quota = RunningApi.quota(1000);
        for (var outcome :
                List.of(
                        new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO),
                        new Outcome.Refused(Refusal.TOO_BUSY),
                        new Outcome.Refused(Refusal.INVALID_REQUEST),
                        new Outcome.QuotaSpent(quota),
                        new Outcome.Cancelled())) {
            for (var question : new String[] {QUESTION, STREAMED}) {
                api.queries.script(play -> play.text("Hal").end(outcome, quota));
                api.ask(question, KEY);
                api.queries.next();
                api.queries.script(play -> play.text("Whole").end(ANSWERED));

                var retry = api.ask(question, KEY);

                assertThat(retry.statusCode()).as(outcome.toString()).isEqualTo(200);
                assertThat(retry.body()).contains("Whole");
                assertThat(replayed(retry)).isFalse();
                api.queries.next();
                time.advance(Duration.ofSeconds(60));
            }
        }
    }

    @Test
    void partialAnswersAndComputedOnesAreAnswersToo() throws Exception {
        for (var outcome :
                List.of(
                        new Outcome.AnsweredByFallback("llama3.2:3b"),
                        new Outcome.AnsweredOffline(),
                        new Outcome.LimitReached("enough"))) {
            api.queries.script(play -> play.text("Some").end(outcome));
            api.ask(QUESTION, KEY);
            api.queries.next();

            assertThat(replayed(api.ask(QUESTION, KEY))).as(outcome.toString()).isTrue();
            assertThat(api.queries.noneStarted()).isTrue();
            time.advance(Duration.ofSeconds(60));
        }
    }

    @Test
    void withoutAKeyEveryRequestIsAQuestion() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        api.ask(QUESTION);
        api.ask(QUESTION);
        assertThat(api.queries.next().query.id()).isNotEqualTo(api.queries.next().query.id());
    }

    @Test
    void aMalformedKeyIsRefusedByName() throws Exception {
        for (var header : List.of("Idempotency-Key", "X-Idempotency-Key")) {
            for (var key : List.of("two words", "x".repeat(256), "")) {
                var response = api.ask(QUESTION, header, key);
                assertThat(response.statusCode()).isEqualTo(400);
                var error = RunningApi.json(response).path("error");
                assertThat(error.path("param").asString()).isEqualTo(header);
                assertThat(error.path("message").asString()).startsWith(header + " must hold");
            }
        }
        assertThat(api.queries.noneStarted()).isTrue();
    }

    @Test
    void theOtherHeaderNamesTheSameKey() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        api.ask(QUESTION, KEY);
        assertThat(replayed(api.ask(QUESTION, "X-Idempotency-Key", "key-1"))).isTrue();
    }

    @Test
    void callersAndUsersNeverGetEachOthersAnswers() throws Exception {
        try (var guarded = RunningApi.withKeys()) {
            guarded.queries.script(play -> play.text("for " + play.query.user()).end(ANSWERED));
            var bodies =
                    List.of(
                            QUESTION,
                            QUESTION.replace("\"model\"", "\"user\":\"ada\",\"model\""),
                            QUESTION.replace("\"model\"", "\"user\":\"bob\",\"model\""));
            for (var secret : List.of("secret-1", "secret-2")) {
                for (var body : bodies) {
                    var answer = guarded.ask(body, "Idempotency-Key", "key-1", "X-API-Key", secret);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(replayed(answer)).isFalse();
                    assertThat(answer.body())
                            .contains("for " + guarded.queries.next().query.user());
                }
            }
            assertThat(
                            replayed(
                                    guarded.ask(
                                            QUESTION,
                                            "Idempotency-Key",
                                            "key-1",
                                            "X-API-Key",
                                            "secret-2")))
                    .isTrue();
        }
    }

    @Test
    void aClientThatDoesNotReadStopsNobodyAndMissesNothing() throws Exception {
        var piece = "x".repeat(8_000);
        try (var idle = asks(STREAMED)) {
            var play = api.queries.next();
            try (var reader = asks(STREAMED)) {
                settle();
                for (int i = 0; i < 600; i++) {
                    play.text(piece);
                }
                play.text("<end>").end(ANSWERED);

                assertThat(contentOf(reader.readToEnd())).isEqualTo(piece.repeat(600) + "<end>");
            }
            assertThat(contentOf(idle.readToEnd())).isEqualTo(piece.repeat(600) + "<end>");
            assertThat(play.cancels).hasValue(0);
        }
    }

    @Test
    void theQueryIsPausedOnlyWhileAllAreBehind() throws Exception {
        try (var first = asks(STREAMED)) {
            var play = api.queries.next();
            try (var second = asks(STREAMED)) {
                settle();
                while (!play.paused.tryAcquire()) {
                    play.text("x".repeat(8_000));
                    api.get("/healthz");
                }
                assertThat(play.resumes).hasValue(0);

                Thread.ofVirtual().start(() -> drain(second));

                assertThat(play.resumed.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            }
            settle();
            assertThat(play.pauses.get()).as("paused again").isEqualTo(play.resumes.get() + 1);
            play.text("<end>").end(ANSWERED);
            assertThat(first.readToEnd()).contains("<end>", "data: [DONE]");
            assertThat(play.cancels).hasValue(0);
        }
    }

    private static void drain(RawClient client) {
        try {
            client.readToEnd();
        } catch (IOException _) {
            // The test has closed it.
        }
    }

    @Test
    void noMoreClientsThanABoundHearOneAnswer() throws Exception {
        var clients = new ArrayList<RawClient>();
        clients.add(asks(QUESTION));
        var play = api.queries.next();
        for (int i = 1; i < 16; i++) {
            clients.add(asks(QUESTION));
        }
        settle();

        var refused = api.ask(QUESTION, KEY);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(RunningApi.json(refused).at("/error/code").asString()).isEqualTo("too_busy");
        play.text("Hi").end(ANSWERED);
        for (var client : clients) {
            assertThat(client.readUntil("\"estimated\":false}}}")).startsWith("HTTP/1.1 200");
            client.close();
        }
    }

    @Test
    void noMoreAnswersThanABoundAreRemembered() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        for (int i = 0; i < 257; i++) {
            api.ask(QUESTION, "Idempotency-Key", "key-" + i);
        }
        assertThat(replayed(api.ask(QUESTION, "Idempotency-Key", "key-1"))).isTrue();
        assertThat(replayed(api.ask(QUESTION, "Idempotency-Key", "key-256"))).isTrue();
        assertThat(replayed(api.ask(QUESTION, "Idempotency-Key", "key-0"))).isFalse();
    }

    @Test
    void aChartIsFoundAtTheSamePlace() throws Exception {
        var chart =
                new Chart(
                        Chart.Kind.BAR,
                        "city",
                        "orders",
                        List.of(new Chart.Point("Bonn", BigDecimal.ONE)));
        api.queries.script(play -> play.chart(chart).text("See.").end(ANSWERED));

        var answer = api.ask(QUESTION, KEY);
        var again = api.ask(QUESTION, KEY);

        assertThat(answer.body()).contains("/charts/");
        assertThat(again.body()).isEqualTo(answer.body());
    }

    /** Clients come and go at random moments, also after the end; the first one stays. */
    @Test
    void onSeveralEventLoopsAllHearTheSame() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("IdempotencyTest -Dseed=" + seed);
        var random = new Random(seed);
        try (var wide = new RunningApi(onFourLoops(), ApiKeys.none(), time)) {
            for (int round = 0; round < 20; round++) {
                var line = "Idempotency-Key: round-%d\r\n".formatted(round);
                var clients = new ArrayList<RawClient>();
                clients.add(new RawClient(wide.port()).post(STREAMED, line));
                var play = wide.queries.next();
                var said = new StringBuilder();
                for (int i = 0; i < 60; i++) {
                    said.append("piece-").append(i).append(' ');
                    play.text("piece-" + i + " ");
                    int dice = random.nextInt(6);
                    if (dice == 0 && clients.size() < 8) {
                        clients.add(new RawClient(wide.port()).post(STREAMED, line));
                    } else if (dice == 1 && clients.size() > 1) {
                        clients.remove(1 + random.nextInt(clients.size() - 1)).close();
                    }
                }
                play.end(ANSWERED);
                for (var client : clients) {
                    assertThat(contentOf(client.readToEnd())).hasToString(said.toString());
                    client.close();
                }
                assertThat(play.cancels).hasValue(0);
            }
            assertThat(wide.queries.noneStarted()).isTrue();
        }
    }

    private static ApiSettings onFourLoops() {
        var one = ApiSettings.DEFAULT;
        return new ApiSettings(
                one.host(),
                one.port(),
                4,
                one.maxBodyBytes(),
                one.heartbeat(),
                one.idle(),
                one.noticeChannel(),
                one.showUsageLine(),
                one.chats(),
                one.frontEnd(),
                one.access(),
                one.connections());
    }
}
