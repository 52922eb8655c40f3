package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every call of a team is paid for: the supervisor's, the plan's, the answer's. */
class TeamTokensTest {
    /** No rule knows what this is about, so the supervisor asks a model. */
    private static final String QUESTION =
            RunningServer.body("autogen-agents", false, "Are things going well with us?");

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

    private static boolean routes(RecordedRequest request) {
        return request.json().path("format").toString().contains("general");
    }

    private static boolean plans(RecordedRequest request) {
        return request.json().path("format").toString().contains("not_data");
    }

    private static Behaviour route() {
        return Behaviour.json("{\"team\":\"data\"}").usage(11, 3);
    }

    private static Behaviour plan() {
        return Behaviour.json(
                        """
                        {"kind":"sql","source":"sample","sql":"SELECT COUNT(*) FROM orders",\
                        "assumption":"","message":"","chart":"auto"}\
                        """)
                .usage(101, 29);
    }

    private static void assertTokens(JsonNode of, long prompt, long completion) {
        assertThat(of.path("prompt_tokens").asLong()).isEqualTo(prompt);
        assertThat(of.path("completion_tokens").asLong()).isEqualTo(completion);
    }

    @Test
    void theAnswerAndTheLedgerHaveTheSumOfWhatTheUpstreamCountedForEachCall() throws Exception {
        upstream.when(TeamTokensTest::routes, route())
                .when(TeamTokensTest::plans, plan())
                .model(PRIMARY, Behaviour.text("Quite well.").usage(57, 13));
        try (var server = RunningServer.start(home, upstream)) {
            var answer = json(server.post(QUESTION)).path("understudy");

            assertThat(upstream.chats()).hasSize(3);
            assertTokens(answer.path("usage"), 11 + 101 + 57, 3 + 29 + 13);
            assertThat(answer.at("/usage/estimated").asBoolean(true)).isFalse();
            assertThat(server.get("/api/v1/usage").path("tokens_today").asLong())
                    .isEqualTo(11 + 101 + 57 + 3 + 29 + 13);
            var remembered = server.get("/api/v1/queries/" + answer.path("query_id").asString());
            assertTokens(remembered.path("usage"), 11 + 101 + 57, 3 + 29 + 13);
        }
    }

    @Test
    void oneCallWithoutCountsMakesTheSumAnEstimateEverywhere() throws Exception {
        upstream.when(TeamTokensTest::routes, route())
                .when(TeamTokensTest::plans, plan())
                .model(PRIMARY, Behaviour.text("Quite well.").withoutUsage());
        try (var server = RunningServer.start(home, upstream)) {
            var answer = json(server.post(QUESTION)).path("understudy");

            assertThat(answer.at("/usage/estimated").asBoolean(false)).isTrue();
            assertThat(answer.at("/usage/total_tokens").asLong()).isGreaterThan(11 + 101 + 3 + 29);
            assertThat(server.get("/api/v1/usage").path("tokens_today").asLong())
                    .isEqualTo(answer.at("/usage/total_tokens").asLong());
            assertThat(server.get("/api/v1/usage/history?days=1").at("/days/0/estimated_share"))
                    .hasToString("1.0");
        }
    }

    @Test
    void callsOfAnAttemptThatFailedAreInTheSumToo() throws Exception {
        upstream.when(TeamTokensTest::routes, route())
                .when(it -> plans(it) && it.model().equals(FALLBACK), plan())
                .model(PRIMARY, Behaviour.error(500))
                .model(FALLBACK, Behaviour.text("Quite well.").usage(57, 13));
        try (var server = RunningServer.start(home, upstream)) {
            var answer = json(server.post(QUESTION)).path("understudy");

            assertThat(answer.path("outcome").asString()).isEqualTo("answered_by_fallback");
            assertTokens(answer.path("usage"), 11 + 101 + 57, 3 + 29 + 13);
            assertThat(server.get("/api/v1/usage").path("tokens_today").asLong())
                    .isEqualTo(answer.at("/usage/total_tokens").asLong());
        }
    }
}
