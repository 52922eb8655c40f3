package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.notice.NoticeMark;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A stream that breaks off after its first words is gone on with, and no word is lost or doubled.
 */
@ParameterizedClass
@EnumSource(names = {"OLLAMA", "OPENAI_THEN_OLLAMA", "OLLAMA_THEN_OPENAI"})
class MidAnswerRescueTest {
    private static final String FIRST = "The quick brown fox jumps ";
    private static final String REST = "over the lazy dog.";
    private static final String LAST_WORDS = "brown fox jumps ";

    private final Wires wires;
    @TempDir Path home;
    private Simulator upstream;

    MidAnswerRescueTest(Wires wires) {
        this.wires = wires;
    }

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        wires.configure(home, upstream.url());
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    static List<Ending> endings() {
        return List.of(
                new Ending.Reset(),
                new Ending.Cut(),
                new Ending.Silence(),
                new Ending.EndWithoutDone(),
                new Ending.BadJson(),
                new Ending.ErrorLine("planted"));
    }

    private static Behaviour breaksOff(Ending ending) {
        var pieces = List.of(FIRST.split("(?<= )"));
        return Behaviour.pieces(pieces).then(ending).after(pieces.size());
    }

    private RunningServer server(String... more) {
        var all = new ArrayList<>(List.of("IDLE_TIMEOUT_SECONDS", "0.5"));
        all.addAll(List.of(more));
        return RunningServer.start(home, upstream, all.toArray(String[]::new));
    }

    /** What a client read of a stream. */
    private record Read(String content, JsonNode understudy, boolean error, boolean done) {
        static Read of(String body) {
            var content = new StringBuilder();
            JsonNode understudy = MissingNode.getInstance();
            boolean error = false;
            for (var line : body.lines().filter(it -> it.startsWith("data: {")).toList()) {
                var chunk = RunningServer.JSON.readTree(line.substring("data: ".length()));
                content.append(chunk.at("/choices/0/delta/content").asString(""));
                error |= chunk.has("error");
                understudy = chunk.has("understudy") ? chunk.path("understudy") : understudy;
            }
            return new Read(
                    content.toString(), understudy, error, body.endsWith("data: [DONE]\n\n"));
        }
    }

    /**
     * The time-out is far below the clock of the first token, which must not be what ends a
     * silence.
     */
    @ParameterizedTest
    @MethodSource("endings")
    @Timeout(20)
    void theNextModelGoesOnWhereTheFirstBrokeOff(Ending ending) throws Exception {
        upstream.model(PRIMARY, breaksOff(ending)).model(FALLBACK, Behaviour.text(REST));
        try (var server = server()) {
            var read = Read.of(server.askStreamed("Tell me.").body());

            assertThat(NoticeMark.strip(read.content()).strip()).isEqualTo(FIRST + REST);
            assertThat(read.content())
                    .contains("Notice: Answer Continued", "Notice: Using Fallback Model");
            assertThat(read.understudy().path("outcome").asString())
                    .isEqualTo("answered_by_fallback");
            assertThat(read.error()).isFalse();
            assertThat(read.done()).isTrue();
            assertThat(upstream.chats(PRIMARY).getFirst().path()).isEqualTo(wires.primaryPath());
            assertThat(upstream.chats(FALLBACK).getFirst().path()).isEqualTo(wires.fallbackPath());
            var sent = upstream.chats(FALLBACK).getFirst().json().path("messages");
            var said = sent.path(1);
            assertThat(said.path("role").asString()).isEqualTo("assistant");
            assertThat(said.path("content").asString()).isEqualTo(FIRST);
            assertThat(sent.path(2).path("content").asString(""))
                    .as("only Ollama goes on from the last message without being told to")
                    .startsWith(
                            wires.fallbackPath().equals("/api/chat") ? "" : "Your last message");
            assertThat(sent.size()).isEqualTo(wires.fallbackPath().equals("/api/chat") ? 2 : 3);
        }
    }

    @Test
    void whatTheNextModelRepeatsIsTakenOut() throws Exception {
        for (var repeated : List.of(LAST_WORDS, FIRST)) {
            upstream.clear();
            upstream.model(PRIMARY, breaksOff(new Ending.Reset()))
                    .model(FALLBACK, Behaviour.text(repeated + REST));
            try (var server = server("FALLBACK_AFTER_ATTEMPTS", "9")) {
                var read = Read.of(server.askStreamed("Tell me.").body());

                assertThat(NoticeMark.strip(read.content()).strip())
                        .as("after %s", repeated)
                        .isEqualTo(FIRST + REST);
            }
        }
    }

    @Test
    void bothLegsAreCounted() throws Exception {
        upstream.model(PRIMARY, breaksOff(new Ending.Reset()))
                .model(FALLBACK, Behaviour.text(REST).usage(50, 7));
        try (var server = server()) {
            var usage = Read.of(server.askStreamed("Tell me.").body()).understudy().path("usage");

            assertThat(usage.path("completion_tokens").asInt()).isGreaterThan(7);
            assertThat(usage.path("prompt_tokens").asInt()).isGreaterThan(50);
            assertThat(usage.path("estimated").asBoolean()).isTrue();
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void aSecondBreakEndsTheStreamWithAnError() throws Exception {
        upstream.model(PRIMARY, breaksOff(new Ending.Reset()))
                .model(FALLBACK, Behaviour.text(REST).then(new Ending.Reset()).after(2));
        try (var server = server()) {
            var read = Read.of(server.askStreamed("Tell me.").body());

            assertThat(read.error()).isTrue();
            assertThat(read.done()).isTrue();
            assertThat(upstream.chatCount()).isEqualTo(2);
        }
    }

    @Test
    void theOnlyModelGoesOnFromItself() throws Exception {
        upstream.model(PRIMARY, breaksOff(new Ending.Reset()), Behaviour.text(REST));
        try (var server = server("ENABLE_FALLBACK", "false")) {
            var read = Read.of(server.askStreamed("Tell me.").body());

            assertThat(NoticeMark.strip(read.content()).strip()).isEqualTo(FIRST + REST);
            assertThat(read.understudy().path("outcome").asString()).isEqualTo("answered");
        }
    }

    @Test
    void whereErrorsAreWantedTheStreamEndsWithOne() throws Exception {
        upstream.model(PRIMARY, breaksOff(new Ending.Reset()))
                .model(FALLBACK, Behaviour.text(REST));
        try (var server = server("MIDSTREAM", "error")) {
            var read = Read.of(server.askStreamed("Tell me.").body());

            assertThat(read.content()).isEqualTo(FIRST);
            assertThat(read.error()).isTrue();
            assertThat(upstream.chats(FALLBACK)).isEmpty();
        }
    }

    @Test
    void halfAJsonValueIsNotGoneOnWith() throws Exception {
        upstream.model(
                        PRIMARY,
                        Behaviour.text("{\"a\": 1, \"b\": 2}").then(new Ending.Reset()).after(2))
                .model(FALLBACK, Behaviour.text("{}"));
        try (var server = server()) {
            var read =
                    Read.of(
                            server.post(
                                            """
                                            {"model":"chat","stream":true,"response_format":{"type":"json_object"},
                                             "messages":[{"role":"user","content":"JSON, please."}]}\
                                            """)
                                    .body());

            assertThat(read.error()).isTrue();
            assertThat(upstream.chats(FALLBACK)).isEmpty();
        }
    }
}
