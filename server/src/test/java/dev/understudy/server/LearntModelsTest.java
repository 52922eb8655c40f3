package dev.understudy.server;

import static dev.understudy.server.HeardRequests.look;
import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.SimulatedModel;
import dev.understudy.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server says of its models, and what becomes of it. */
@Timeout(120)
class LearntModelsTest {
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

    private static void awaitLearnt(RunningServer server) throws Exception {
        server.awaitModel(0, "context_window_origin", "learnt");
        server.awaitModel(1, "context_window_origin", "learnt");
    }

    private void models(int primaryWindow, int fallbackWindow) {
        upstream.model(
                        SimulatedModel.named(PRIMARY).withContextLength(primaryWindow),
                        Behaviour.error(500))
                .model(
                        SimulatedModel.named(FALLBACK).withContextLength(fallbackWindow),
                        Behaviour.text("local"));
    }

    @Test
    void windowsAreLearntAndALocalOneIsAtMostWhatItIsLoadedWith() throws Exception {
        models(262_144, 131_072);
        try (var server = RunningServer.start(home, upstream)) {
            awaitLearnt(server);

            assertThat(server.model(0).path("context_window").asInt()).isEqualTo(262_144);
            assertThat(server.model(1).path("context_window").asInt()).isEqualTo(16_384);
        }
    }

    @Test
    void capabilitiesAreLearntWhereNothingWasConfigured() throws Exception {
        models(131_072, 131_072);
        try (var server = RunningServer.start(home, upstream)) {
            awaitLearnt(server);
            assertThat(server.model(0).path("capabilities").toString())
                    .isEqualTo("[\"extra_fields\",\"prefill\",\"thinking\",\"tools\"]");
            assertThat(server.model(1).path("capabilities").toString())
                    .isEqualTo("[\"extra_fields\",\"prefill\",\"tools\"]");
        }
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "OLLAMA_MODEL_INFO",
                        "{\"vision\": true, \"function_calling\": false}")) {
            awaitLearnt(server);
            assertThat(server.model(0).path("capabilities").toString())
                    .isEqualTo("[\"extra_fields\",\"prefill\",\"thinking\",\"vision\"]");
        }
    }

    @Test
    void aConfiguredWindowStaysAsItIs() throws Exception {
        models(131_072, 131_072);
        Files.writeString(
                home.resolve("understudy.yaml"),
                """
                models:
                  - id: %s
                    upstream: ollama
                    url: %s
                    metered: true
                    context_window: 65536
                  - id: %s
                    upstream: ollama
                    url: %s
                    metered: false
                """
                        .formatted(PRIMARY, upstream.url(), FALLBACK, upstream.url()));
        try (var server = RunningServer.start(home, upstream)) {
            server.awaitModel(1, "context_window_origin", "learnt");

            assertThat(server.model(0).path("context_window").asInt()).isEqualTo(65_536);
            assertThat(server.model(0).path("context_window_origin").asString())
                    .isEqualTo("configured");
        }
    }

    @Test
    void aServerThatSaysNothingLeavesTheAssumptions() throws Exception {
        models(262_144, 131_072);
        var heard = new HeardRequests(upstream);
        upstream.when(look(PRIMARY), Behaviour.error(404))
                .when(look(FALLBACK), Behaviour.error(404));
        try (var server = RunningServer.start(home, upstream)) {
            heard.await(look(PRIMARY));
            assertThat(outcome(server.ask("hello"))).isEqualTo("answered_by_fallback");

            assertThat(server.model(0).path("context_window").asInt()).isEqualTo(131_072);
            assertThat(server.model(1).path("context_window").asInt()).isEqualTo(8_192);
            assertThat(server.model(1).path("context_window_origin").asString())
                    .isEqualTo("assumed");
        }
    }

    @Test
    void aFallbackWithASmallerWindowGetsTheNewestTurnsAndTheUserIsTold() throws Exception {
        models(131_072, 2_048);
        var body = RunningServer.JSON.createObjectNode().put("model", "chat").put("max_tokens", 50);
        var messages = body.putArray("messages");
        for (int turn = 1; turn <= 6; turn++) {
            messages.addObject().put("role", "user").put("content", "question " + turn + words());
            messages.addObject()
                    .put("role", "assistant")
                    .put("content", "answer " + turn + words());
        }
        messages.addObject().put("role", "user").put("content", "and the last question?");
        try (var server = RunningServer.start(home, upstream)) {
            awaitLearnt(server);

            var answer = server.post(body.toString());

            assertThat(content(answer)).contains("Using Fallback Model").endsWith("local");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(upstream.chats(PRIMARY).getLast().json().path("messages")).hasSize(13);
            var sent = upstream.chats(FALLBACK).getLast();
            assertThat(sent.json().path("options").path("num_ctx").asInt()).isEqualTo(2_048);
            assertThat(sent.json().path("messages").size()).isBetween(3, 11);
            assertThat(sent.body())
                    .contains("and the last question?")
                    .doesNotContain("question 1 ");
            var kinds =
                    RunningServer.json(answer)
                            .path("understudy")
                            .path("notices")
                            .findValuesAsString("kind");
            assertThat(kinds).containsAll(List.of("fallback_engaged", "turns_left_out"));
        }
    }

    /** About a quarter of the smaller window. */
    private static String words() {
        return " word".repeat(200);
    }
}
