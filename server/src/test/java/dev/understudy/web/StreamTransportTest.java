package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ToolCall;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTransportTest {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void trap5_theConnectionEndsAfterDone() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        try (var client = new RawClient(api.port())) {
            var all = client.post(STREAMED, "").readToEnd();

            assertThat(all).contains("Connection: close", "data: [DONE]\n\n").endsWith("0\r\n\r\n");
        }
    }

    @Test
    void trap4_nothingIsSentBeforeTheFirstPieceOfTheAnswer() throws Exception {
        try (var client = new RawClient(api.port())) {
            client.post(STREAMED, "");
            var play = api.queries.next();
            assertThat(client.hearsNothingFor(300)).isTrue();
            play.end(new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 504");
        }
    }

    @Test
    void silenceIsFilledWithCommentsAndThenAnErrorIsAChunk() throws Exception {
        try (var quick = RunningApi.with(ApiSettings.DEFAULT.withHeartbeat(Duration.ofMillis(50)));
                var client = new RawClient(quick.port())) {
            client.post(STREAMED, "");
            var play = quick.queries.next();
            assertThat(client.readUntil(": still working\n\n")).startsWith("HTTP/1.1 200");
            client.readUntil(": still working\n\n");
            play.end(new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO));
            assertThat(client.readToEnd()).contains("upstream_unavailable", "data: [DONE]");
        }
    }

    @Test
    void goneClientCancelsAtOnceThoughNothingWasSent() throws Exception {
        for (var question : new String[] {QUESTION, STREAMED}) {
            var client = new RawClient(api.port());
            client.post(question, "");
            var play = api.queries.next();
            client.close();

            assertThat(play.cancelled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            play.text("nobody").end(new Outcome.Cancelled());
            assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(play.cancels).hasValue(1);
        }
    }

    @Test
    void goneClientCancelsInTheMiddleOnce() throws Exception {
        var client = new RawClient(api.port());
        client.post(STREAMED, "");
        var play = api.queries.next().text("Once upon");
        client.readUntil("Once upon");
        client.close();

        assertThat(play.cancelled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        play.text(" a time").end(new Outcome.Cancelled());
        assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(play.cancels).hasValue(1);
    }

    @Test
    void endedAnswerIsNeverCancelled() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        try (var client = new RawClient(api.port())) {
            client.post(STREAMED, "").readToEnd();
        }
        api.ask(QUESTION);
        assertThat(api.queries.next().cancels).hasValue(0);
        assertThat(api.queries.next().cancels).hasValue(0);
    }

    @Test
    void clientThatDoesNotReadPausesTheQueryUntilItReads() throws Exception {
        try (var client = new RawClient(api.port())) {
            client.post(STREAMED, "");
            var play = api.queries.next();
            int sent = 0;
            while (!play.paused.tryAcquire() && sent < 4_000) {
                play.text("x".repeat(8_000));
                sent++;
                api.get("/healthz");
            }
            assertThat(play.pauses).hasValue(1);
            assertThat(play.resumes).hasValue(0);

            play.end(ANSWERED);
            var all = client.readToEnd();

            assertThat(all.chars().filter(c -> c == 'x').count())
                    .isGreaterThanOrEqualTo(8_000L * sent);
            assertThat(all).contains("data: [DONE]");
        }
    }

    @Test
    void pausedQueryGoesOnWhenTheClientHasCaughtUp() throws Exception {
        try (var client = new RawClient(api.port())) {
            client.post(STREAMED, "");
            var play = api.queries.next();
            while (!play.paused.tryAcquire()) {
                play.text("x".repeat(8_000));
                api.get("/healthz");
            }
            var reader = Thread.ofVirtual().start(() -> drain(client));

            assertThat(play.resumed.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            play.end(ANSWERED);
            reader.join();
        }
    }

    private static void drain(RawClient client) {
        try {
            client.readToEnd();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void trap19_noLineIsLongerThan64KiBAndNoCharacterIsCut() throws Exception {
        var wild = "🎭\u0001ü漢\"".repeat(40_000);
        api.queries.script(play ->
                play.text(wild)
                        .thinking(wild)
                        .calls(new ToolCall("c", "f", "{\"a\":\"" + "🎭".repeat(30_000) + "\"}"))
                        .end(ANSWERED));

        var response = api.ask(STREAMED);

        assertThat(response.body().lines())
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length < 64 * 1024);
        var stream = SseReading.of(response.body());
        assertThat(stream.content()).isEqualTo(wild);
        assertThat(stream.thinking()).isEqualTo(wild);
        assertThat(stream.finish().path("understudy").has("response")).isFalse();
    }

    @Test
    void characterThatComesInTwoHalvesArrivesWhole() throws Exception {
        api.queries.script(
                play -> play.text("a\ud83c").text("\udfadb").text("\ud83cx").end(ANSWERED));

        assertThat(SseReading.of(api.ask(STREAMED).body()).content()).isEqualTo("a🎭b\uFFFDx");
    }

    @Test
    void trap2_noChunkHasAnErrorThatIsNull() throws Exception {
        api.queries.script(
                play -> play.inOneTurn(it -> it.event(new ChatEvent.Text("x"))).end(ANSWERED));

        assertThat(api.ask(STREAMED).body()).doesNotContain("\"error\"");
        assertThat(api.ask(QUESTION).body()).doesNotContain("\"error\"");
    }

    @Test
    void usageChunkComesOnlyWhenAskedForAndLast() throws Exception {
        api.queries.script(play -> play.text("x").end(ANSWERED));
        var asking =
                STREAMED.replace(
                        "\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"");

        var asked = SseReading.of(api.ask(asking).body());
        var notAsked = SseReading.of(api.ask(STREAMED).body());

        assertThat(asked.chunks().getLast().path("choices").size()).isZero();
        assertThat(asked.chunks().getLast().at("/usage/total_tokens").asInt()).isEqualTo(46);
        assertThat(notAsked.chunks()).noneMatch(chunk -> chunk.has("usage"));
        assertThat(notAsked.chunks()).noneMatch(chunk -> chunk.path("choices").isEmpty());
    }

    @Test
    void trap14_toolCallsCarryTheirIndexAndArgumentsAsText() throws Exception {
        api.queries.script(play ->
                play.calls(new ToolCall("c1", "f", "{\"a\":1}"), new ToolCall("c2", "g", "{}"))
                        .end(ANSWERED));

        var stream = SseReading.of(api.ask(STREAMED).body());

        var calls =
                stream.chunks().stream()
                        .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                        .filter(call -> call.isObject())
                        .toList();
        assertThat(calls.getFirst().path("index").asInt()).isZero();
        assertThat(calls.getFirst().at("/function/name").asString()).isEqualTo("f");
        assertThat(calls.get(1).at("/function/arguments").asString()).isEqualTo("{\"a\":1}");
        assertThat(calls.getLast().path("index").asInt()).isEqualTo(1);
        assertThat(stream.finish().at("/choices/0/finish_reason").asString())
                .isEqualTo("tool_calls");
    }

    @Test
    void wholeAnswersKeepTheConnection() throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        try (var client = new RawClient(api.port())) {
            client.post(QUESTION, "").readUntil("\"estimated\":false}}}");
            client.post(QUESTION, "Connection: close\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200");
        }
    }
}
