package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;

/** What {@code /api/v1/queries/{id}} tells of queries that went wrong in every way. */
class QueryTrailOverHttpTest {
    private static final String CANARY = "canary-4711";

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static JsonNode query(RunningServer server, HttpResponse<?> response) throws Exception {
        var id = response.headers().firstValue("x-request-id").orElseThrow();
        return server.get("/api/v1/queries/" + id);
    }

    /** Each entry as its kind and what it says, without times and tokens. */
    private static List<String> told(JsonNode query) {
        var lines = new ArrayList<String>();
        for (var entry : query.path("trail")) {
            var line = new StringBuilder(entry.path("kind").asString(""));
            for (var field :
                    List.of(
                            "attempt", "model", "result", "turns", "without", "step", "rows",
                            "outcome", "why")) {
                var value = entry.path(field);
                if (!value.isMissingNode()) {
                    line.append(' ').append(value.isString() ? value.asString("") : value);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<Long> times(JsonNode query) {
        return query.path("trail").valueStream().map(it -> it.path("ms").asLong(-1)).toList();
    }

    @Test
    void aRetryAndThenTheFallbackAreToldInOrderWithTheWaitBetween() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream, "RETRY_DELAY_SECONDS", "0.2")) {
            var query = query(server, server.ask("hello"));

            assertThat(told(query))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "attempt_ended 1 " + PRIMARY + " unreachable (HTTP 500)",
                            "waiting " + PRIMARY + " retry_delay",
                            "attempt_began 2 " + PRIMARY,
                            "attempt_ended 2 " + PRIMARY + " unreachable (HTTP 500)",
                            "attempt_began 3 " + FALLBACK,
                            "attempt_ended 3 " + FALLBACK + " ok",
                            "stopped answered_by_fallback");
            var times = times(query);
            assertThat(times).isSorted();
            assertThat(query.at("/trail/2/wait_ms").asLong(-1)).isEqualTo(200);
            assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(199);
            assertThat(query.path("duration_ms").asLong(-1))
                    .isGreaterThanOrEqualTo(times.getLast() - 5);
            assertThat(query.path("outcome").asString("")).isEqualTo("answered_by_fallback");
            assertThat(query.path("model").asString("")).isEqualTo(FALLBACK);
            assertThat(query.path("attempts").asInt(-1)).isEqualTo(3);
            assertThat(query.at("/usage/total_tokens").asLong(-1))
                    .isPositive()
                    .isEqualTo(
                            query.at("/trail/6/prompt_tokens").asLong(-1)
                                    + query.at("/trail/6/completion_tokens").asLong(-1));
        }
    }

    @Test
    void whileTheBreakerIsOpenThePrimaryIsSaidToBePassedOver() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream)) {
            server.ask("first");
            var query = query(server, server.ask("second"));

            assertThat(told(query))
                    .containsExactly(
                            "passed_over " + PRIMARY + " breaker_open",
                            "attempt_began 1 " + FALLBACK,
                            "attempt_ended 1 " + FALLBACK + " ok",
                            "stopped answered_by_fallback");
            assertThat(query.at("/trail/0/retry_in_ms").asLong(-1)).isBetween(1L, 30_000L);
        }
    }

    @Test
    void aModelThatTheOperatorHasTakenOutIsToldAsThat() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            server.operate("/api/v1/models/gpt-oss%3A120b-cloud/open");

            assertThat(told(query(server, server.ask("hello"))))
                    .containsExactly(
                            "passed_over " + PRIMARY + " taken_out",
                            "attempt_began 1 " + FALLBACK,
                            "attempt_ended 1 " + FALLBACK + " ok",
                            "stopped answered_by_fallback");
        }
    }

    @Test
    void aWaitThatTheServerAskedForIsToldAsThat() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.error(503).withHeader("Retry-After", "1"),
                Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            var query = query(server, server.ask("hello"));

            assertThat(told(query))
                    .containsSubsequence(
                            "attempt_ended 1 " + PRIMARY + " overloaded (HTTP 503)",
                            "waiting " + PRIMARY + " retry_after",
                            "attempt_began 2 " + PRIMARY,
                            "stopped answered");
        }
    }

    @Test
    void aRescueIsToldWhereTheNextModelGoesOn() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.pieces(List.of("The quick ", "brown "))
                        .then(new Ending.Reset())
                        .after(2));
        try (var server = RunningServer.start(home, upstream)) {
            var query = query(server, server.askStreamed("Tell me."));

            assertThat(told(query))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "attempt_ended 1 " + PRIMARY + " unreachable (connection lost)",
                            "attempt_began 2 " + FALLBACK,
                            "rescued " + FALLBACK,
                            "attempt_ended 2 " + FALLBACK + " ok",
                            "stopped answered_by_fallback");
        }
    }

    @Test
    void anAnswerThatIsContinuedIsToldWithinItsAttempt() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("The quick brown fox ").finish("length"),
                Behaviour.text("jumps over the lazy dog."));
        try (var server = RunningServer.start(home, upstream)) {
            var query = query(server, server.ask("Tell me."));

            assertThat(told(query))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "continued " + PRIMARY,
                            "attempt_ended 1 " + PRIMARY + " ok",
                            "stopped answered");
        }
    }

    @Test
    void aSpentQuotaIsToldWhetherItEndsTheQueryOrNot() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud"));
        for (var exceeded : List.of("reject", "fallback")) {
            try (var server =
                    RunningServer.start(
                            home.resolve(exceeded),
                            upstream,
                            "API_QUOTA_DAILY_LIMIT",
                            "1",
                            "API_QUOTA_ON_EXCEEDED",
                            exceeded)) {
                server.ask("first");
                var told = told(query(server, server.ask("second")));

                assertThat(told).startsWith("passed_over " + PRIMARY + " quota_spent");
                assertThat(told.subList(1, told.size()))
                        .isEqualTo(
                                exceeded.equals("reject")
                                        ? List.of("stopped quota_spent")
                                        : List.of(
                                                "attempt_began 1 " + FALLBACK,
                                                "attempt_ended 1 " + FALLBACK + " ok",
                                                "stopped answered_by_fallback"));
            }
        }
    }

    @Test
    void whatWasAdaptedAndWhatWasTrimmedIsTold() throws Exception {
        upstream.model(PRIMARY, Behaviour.refuseCapability("tools"), Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            var adapted =
                    server.post(
                            """
                            {"model":"chat","messages":[{"role":"user","content":"hi"}],
                             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}
                            """);
            assertThat(told(query(server, adapted)))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "adapted " + PRIMARY + " [\"tools\"]",
                            "attempt_ended 1 " + PRIMARY + " ok",
                            "stopped answered");

            upstream.model(
                    PRIMARY,
                    Behaviour.error(
                            400,
                            "{\"error\":\"the prompt is longer than the context length currently available to the model\"}"));
            var trimmed =
                    server.post(
                            """
                            {"messages":[{"role":"user","content":"old question"},{"role":"assistant","content":"old answer"},
                             {"role":"user","content":"new question"}]}
                            """);
            assertThat(told(query(server, trimmed)))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "trimmed " + PRIMARY + " 1",
                            "attempt_ended 1 " + PRIMARY + " context too long",
                            "stopped refused context_too_long");
        }
    }

    @Test
    void aClientThatLeavesIsTold() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three").betweenTokens(Duration.ofHours(1)));
        try (var server = RunningServer.start(home, upstream);
                var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            post(
                                    server,
                                    """
                                    {"model":"chat","stream":true,"messages":[{"role":"user","content":"hi"}]}
                                    """),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.body().read()).isPositive();
            assertThat(query(server, response).at("/error/code").asString(""))
                    .isEqualTo("query_running");

            response.body().close();
            upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);

            assertThat(told(awaitEnded(server, response)))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "attempt_ended 1 " + PRIMARY + " cancelled",
                            "stopped cancelled");
        }
    }

    /** Asks again and again until the query is in the ledger. */
    private static JsonNode awaitEnded(RunningServer server, HttpResponse<?> response)
            throws Exception {
        for (int i = 0; i < 2_000; i++) {
            var query = query(server, response);
            if (query.has("trail")) {
                return query;
            }
        }
        throw new AssertionError("the query did not end");
    }

    private static HttpRequest post(RunningServer server, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/chat/completions"))
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    @Test
    void theStepsOfATeamAreToldByKindAndNumberOnly() throws Exception {
        upstream.when(
                        it -> it.json().path("format").toString().contains("not_data"),
                        Behaviour.json(
                                """
                                {"kind":"sql","source":"sample","sql":"SELECT status, COUNT(*) AS secret_orders FROM orders GROUP BY status ORDER BY status","assumption":"","message":"","chart":"auto"}\
                                """))
                .model(PRIMARY, Behaviour.text("Most orders are completed."));
        try (var server = RunningServer.start(home, upstream)) {
            var query =
                    query(
                            server,
                            server.post(
                                    """
                                    {"model":"autogen-agents","messages":[{"role":"user","content":"How many orders are there by status?"}]}
                                    """));

            assertThat(told(query))
                    .containsExactly(
                            "team_step routed",
                            "attempt_began 1 " + PRIMARY,
                            "team_step sql_written",
                            "team_step sql_ran 3",
                            "team_step answering",
                            "attempt_ended 1 " + PRIMARY + " ok",
                            "stopped answered");
            assertThat(query.toString()).doesNotContain("secret_orders", "SELECT");
        }
    }

    @Test
    void noTextOfUserModelOrUpstreamAndNoKeyIsInTheTrailOrInTheFilesOfTheHome() throws Exception {
        upstream.model(
                        PRIMARY,
                        Behaviour.error(500, "{\"error\":\"" + CANARY + "-upstream\"}"),
                        Behaviour.pieces(List.of(CANARY + "-answer ", "more "))
                                .then(new Ending.ErrorLine(CANARY + "-line"))
                                .after(2))
                .model(FALLBACK, Behaviour.text(CANARY + "-rest"));
        var key = CANARY + "-key-0123456789";
        try (var server =
                        RunningServer.start(
                                home,
                                upstream,
                                "OPENWEBUI_API_KEY",
                                key,
                                "OLLAMA_API_KEY",
                                CANARY + "-upstream-key");
                var client = HttpClient.newHttpClient()) {
            var authorization = "Bearer " + key;
            var answer =
                    client.send(
                            post(
                                    server,
                                    "{\"model\":\"chat\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                                            + CANARY
                                            + "-question\"}]}",
                                    "Authorization",
                                    authorization),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains(CANARY + "-answer", CANARY + "-rest");
            var id = answer.headers().firstValue("x-request-id").orElseThrow();
            var shown =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(server.url() + "/api/v1/queries/" + id))
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(told(RunningServer.json(shown)))
                    .containsExactly(
                            "attempt_began 1 " + PRIMARY,
                            "attempt_ended 1 " + PRIMARY + " unreachable (HTTP 500)",
                            "attempt_began 2 " + PRIMARY,
                            "attempt_ended 2 " + PRIMARY + " broken answer (error line)",
                            "attempt_began 3 " + FALLBACK,
                            "rescued " + FALLBACK,
                            "attempt_ended 3 " + FALLBACK + " ok",
                            "stopped answered_by_fallback");
            assertThat(shown.body()).doesNotContain(CANARY);
            assertNothingOfItInTheHome(id);
        }
    }

    private void assertNothingOfItInTheHome(String id) throws IOException {
        boolean looked = false;
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(CANARY)).as(file.toString()).isFalse();
                looked |= bytes.contains(id) && bytes.contains("attempt_began");
            }
        }
        assertThat(looked).as("the trail's own file was looked through").isTrue();
    }
}
