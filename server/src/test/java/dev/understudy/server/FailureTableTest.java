package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The failure table, on both wires, from the socket of the upstream to the answer of the client.
 */
@ParameterizedClass
@EnumSource(names = {"OLLAMA", "OPENAI"})
class FailureTableTest {
    private static final Map<String, Behaviour> FAILURES =
            Map.ofEntries(
                    Map.entry("500", Behaviour.error(500)),
                    Map.entry("408", Behaviour.error(408)),
                    Map.entry(
                            "redirect", Behaviour.error(302).withHeader("Location", "/elsewhere")),
                    Map.entry("503", Behaviour.error(503)),
                    Map.entry("429", Behaviour.error(429, "{\"error\":\"too many requests\"}")),
                    Map.entry(
                            "429 soon",
                            Behaviour.error(429, "{\"error\":\"slow down\"}")
                                    .withHeader("Retry-After-Ms", "20")),
                    Map.entry(
                            "429 far",
                            Behaviour.error(429, "{\"error\":\"slow down\"}")
                                    .withHeader("Retry-After", "900")),
                    Map.entry(
                            "usage limit",
                            Behaviour.error(
                                    429,
                                    "{\"error\":\"you have reached your session usage limit\"}")),
                    Map.entry("402", Behaviour.error(402)),
                    Map.entry("401", Behaviour.error(401)),
                    Map.entry("403", Behaviour.error(403)),
                    Map.entry("404", Behaviour.error(404)),
                    Map.entry("422", Behaviour.error(422)),
                    Map.entry(
                            "bad json",
                            Behaviour.text("a b c").then(new Ending.BadJson()).after(0)),
                    Map.entry(
                            "no end",
                            Behaviour.text("a b c").then(new Ending.EndWithoutDone()).after(0)),
                    Map.entry("reset", Behaviour.text("a b c").then(new Ending.Reset()).after(0)),
                    Map.entry(
                            "error line",
                            Behaviour.text("a b c")
                                    .then(new Ending.ErrorLine("{\"error\":\"broke\"}"))
                                    .after(0)),
                    Map.entry(
                            "odd key", Behaviour.text("a b c").then(new Ending.OddKey()).after(0)),
                    Map.entry("empty", Behaviour.empty()),
                    Map.entry("only thoughts", Behaviour.emptyAfterThinking("hm")),
                    Map.entry("blank", Behaviour.pieces(List.of("\n", "  "))),
                    Map.entry("silence", Behaviour.silence()),
                    Map.entry(
                            "falls silent",
                            Behaviour.text("a b c").then(new Ending.Silence()).after(0)));

    private final Wires wires;
    @TempDir Path home;
    private Simulator upstream;

    FailureTableTest(Wires wires) {
        this.wires = wires;
    }

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        wires.configure(home, upstream.url());
        upstream.model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    /** The attempts of the usage log: the model's first letter (c for cloud) and the result. */
    private List<String> attempts() throws Exception {
        return Files.readAllLines(home.resolve("logs/api_usage.log")).stream()
                .map(RunningServer.JSON::readTree)
                .map(line ->
                        (line.path("metered").asBoolean() ? "cloud " : "local ")
                                + line.path("result").asString())
                .toList();
    }

    private static Behaviour failure(String name) {
        return Objects.requireNonNull(FAILURES.get(name), name);
    }

    private RunningServer serve() {
        return RunningServer.start(
                home,
                upstream,
                "FIRST_TOKEN_TIMEOUT_SECONDS",
                "1",
                "IDLE_TIMEOUT_SECONDS",
                "1",
                "QUERY_TIMEOUT_SECONDS",
                "30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # failure      | result of the first attempt                | cloud attempts | outcome
                    500            | unreachable (HTTP 500)                      | 2 | answered
                    408            | unreachable (HTTP 408)                      | 2 | answered
                    redirect       | unreachable (HTTP 302)                      | 2 | answered
                    503            | overloaded (HTTP 503)                       | 2 | answered
                    429            | overloaded (HTTP 429)                       | 2 | answered
                    429 soon       | overloaded (HTTP 429)                       | 2 | answered
                    429 far        | overloaded (HTTP 429)                       | 1 | answered_by_fallback
                    usage limit    | provider quota spent (HTTP 429)             | 1 | answered_by_fallback
                    402            | provider quota spent (HTTP 402)             | 1 | answered_by_fallback
                    401            | access denied (HTTP 401)                    | 1 | answered_by_fallback
                    403            | access denied (HTTP 403)                    | 1 | answered_by_fallback
                    404            | model not found (HTTP 404)                  | 1 | answered_by_fallback
                    bad json       | broken answer (bad line)                    | 2 | answered
                    no end         | broken answer (no end)                      | 2 | answered
                    reset          | unreachable (connection lost)               | 2 | answered
                    error line     | broken answer (error line)                  | 2 | answered
                    odd key        | broken answer (bad line)                    | 2 | answered
                    empty          | broken answer (empty)                       | 2 | answered
                    only thoughts  | broken answer (empty)                       | 2 | answered
                    blank          | broken answer (empty)                       | 2 | answered
                    silence        | too slow (first token)                      | 2 | answered
                    falls silent   | too slow (first token)                      | 2 | answered
                    """)
    void aFailureBeforeTheFirstTextIsMendedInTheSameQuery(
            String failure, String result, int cloudAttempts, String outcome) throws Exception {
        upstream.model(PRIMARY, failure(failure), Behaviour.text("cloud"));
        try (var server = serve()) {
            var response = server.ask("hello");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(outcome(response)).isEqualTo(outcome);
            assertThat(attempts()).first().isEqualTo("cloud " + result);
            assertThat(attempts()).last().asString().endsWith(" ok");
            assertThat(upstream.chats(PRIMARY))
                    .hasSize(cloudAttempts)
                    .allMatch(call -> call.path().equals(wires.primaryPath()));
            assertThat(server.used()).isEqualTo(cloudAttempts);
        }
    }

    @Test
    void aRequestThatIsWrongForEveryModelIsNotTriedAgain() throws Exception {
        upstream.model(PRIMARY, failure("422"));
        try (var server = serve()) {
            var response = server.ask("hello");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(upstream.chatCount()).isEqualTo(1);
            assertThat(server.get("/api/v1/status").at("/models/0/failures_in_a_row").asInt(-1))
                    .isZero();
        }
    }

    @Test
    void aMissingCapabilityIsAdaptedToWithinTheAttempt() throws Exception {
        upstream.model(PRIMARY, Behaviour.refuseCapability("tools"), Behaviour.text("cloud"));
        try (var server = serve()) {
            var response =
                    server.post(
                            """
                            {"model":"chat","messages":[{"role":"user","content":"hi"}],
                             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}
                            """);

            assertThat(outcome(response)).isEqualTo("answered");
            assertThat(attempts()).containsExactly("cloud ok");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(upstream.chats(PRIMARY).getLast().json().has("tools")).isFalse();
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void aPromptThatIsTooLongIsTrimmedOnceAndThenRefused() throws Exception {
        var tooLong =
                Behaviour.error(
                        400,
                        "{\"error\":\"the prompt is longer than the context length currently available to the model\"}");
        upstream.model(PRIMARY, tooLong);
        try (var server = serve()) {
            var long1 =
                    """
                    {"messages":[{"role":"user","content":"old question"},{"role":"assistant","content":"old answer"},
                     {"role":"user","content":"new question"}]}
                    """;

            var response = server.post(long1);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).at("/error/code").asString())
                    .isEqualTo("context_length_exceeded");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(upstream.chats(PRIMARY).getLast().body())
                    .contains("new question")
                    .doesNotContain("old question");
            assertThat(attempts()).containsExactly("cloud context too long");
        }
    }

    @Test
    void thinkingStopsTheClockOfTheFirstToken() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.thinking("hm hm hm hm hm hm", "cloud")
                        .betweenTokens(Duration.ofMillis(300)));
        try (var server = serve()) {
            var response = server.ask("hello");

            assertThat(outcome(response)).isEqualTo("answered");
            assertThat(json(response).at("/choices/0/message/reasoning_content").asString())
                    .contains("hm");
        }
    }

    /**
     * The query's time is so short that a model which is left too late is left by another clock.
     */
    @Test
    void theClockOfSilenceRunsFromTheFirstWordAndNotFromTheEndOfTheFirstTokensClock()
            throws Exception {
        upstream.model(
                PRIMARY, Behaviour.emptyAfterThinking("hm hm").then(new Ending.Silence()).after(0));
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "FIRST_TOKEN_TIMEOUT_SECONDS",
                        "10",
                        "IDLE_TIMEOUT_SECONDS",
                        "0.2",
                        "QUERY_TIMEOUT_SECONDS",
                        "12")) {
            server.ask("hello");

            assertThat(attempts())
                    .containsExactly(
                            "cloud too slow (silence)", "cloud too slow (silence)", "local ok");
        }
    }

    @Test
    void thoughtsThatUseUpTheClientsTokensAreNoFailureOfTheModel() throws Exception {
        upstream.model(PRIMARY, Behaviour.emptyAfterThinking("hm hm").finish("length"));
        try (var server = serve()) {
            var response = server.ask("hello");

            assertThat(outcome(response)).isEqualTo("answered");
            assertThat(json(response).at("/choices/0/finish_reason").asString())
                    .isEqualTo("length");
            assertThat(attempts()).containsExactly("cloud ok");
        }
    }

    @Test
    void callsOfToolsThatNobodyOfferedDoNotReachTheClient() throws Exception {
        upstream.model(PRIMARY, Behaviour.toolCall("rm", "{}"), Behaviour.text("cloud"));
        try (var server = serve()) {
            var response = server.ask("hello");

            assertThat(response.body()).doesNotContain("tool_calls");
            assertThat(attempts()).containsExactly("cloud broken answer (empty)", "cloud ok");
        }
    }

    @Test
    void aCountOfTokensThatCannotBeIsEstimatedInstead() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud").usage(2_000_000_000, 2_000_000_000));
        try (var server = serve()) {
            var usage = json(server.ask("hello")).at("/understudy/usage");

            assertThat(usage.path("estimated").asBoolean()).isTrue();
            assertThat(usage.path("total_tokens").asInt()).isBetween(1, 100);
        }
    }

    @Test
    void aConversationThatSaysNothingIsTheClientsMistake() throws Exception {
        upstream.model(PRIMARY, Behaviour.echo());
        try (var server = serve()) {
            var response = server.post("{\"messages\":[{\"role\":\"user\",\"content\":null}]}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).at("/error/param").asString()).isEqualTo("messages");
            assertThat(upstream.chatCount()).isZero();
        }
    }

    @Test
    void aClientThatLeavesStopsTheUpstreamAndFreesEverything() throws Exception {
        upstream.model(PRIMARY, Behaviour.silence());
        try (var server = RunningServer.start(home, upstream)) {
            var asked = server.askLater("hello");
            while (upstream.chatCount() == 0) {
                Thread.onSpinWait();
            }
            asked.cancel(true);

            upstream.chats().getFirst().closedByClient().get();
            server.awaitIdle();
            // The ledger answers after all that was written before, the usage log's line among it.
            assertThat(server.used()).isEqualTo(1);
            assertThat(attempts()).containsExactly("cloud cancelled");
            assertThat(server.get("/api/v1/status").at("/models/0/failures_in_a_row").asInt(-1))
                    .isZero();
        }
    }
}
