package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackAndReturnTest {
    private static final Behaviour WELL = Behaviour.text("cloud");

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

    @Test
    void whileTheBreakerIsOpenThePrimaryIsNotCalled() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream)) {
            server.ask("first");
            for (int i = 0; i < 5; i++) {
                assertThat(outcome(server.ask("more " + i))).isEqualTo("answered_by_fallback");
            }

            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(server.used()).isEqualTo(2);
        }
    }

    @Test
    void healedAndCooledDownThePrimaryAnswersAndTheConversationIsToldOnce() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500), Behaviour.error(500), WELL);
        try (var server = RunningServer.start(home, upstream, "FALLBACK_COOLDOWN_SECONDS", "0.5")) {
            var first = server.ask("hello");
            assertThat(content(first)).contains("Notice: Using Fallback Model").endsWith("local");
            server.awaitCoolDown();

            var stranger = server.ask("somebody else's question");
            var second = server.post(followUp(content(first), "and?"));
            var third = server.post(followUp(content(second), "and then?"));

            assertThat(content(stranger)).isEqualTo("cloud");
            assertThat(content(second))
                    .contains("Notice: Primary Model Restored")
                    .endsWith("cloud");
            assertThat(content(third)).isEqualTo("cloud");
            assertThat(upstream.chats(PRIMARY).getLast().body()).doesNotContain("Notice");
        }
    }

    private static String followUp(String answer, String question) {
        var body = RunningServer.JSON.createObjectNode().put("model", "chat");
        var messages = body.putArray("messages");
        messages.addObject().put("role", "user").put("content", "hello");
        messages.addObject().put("role", "assistant").put("content", answer);
        messages.addObject().put("role", "user").put("content", question);
        return body.toString();
    }

    @Test
    void afterTheCoolDownExactlyOneQueryFindsOutWhetherThePrimaryIsWell() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.error(500),
                Behaviour.error(500),
                WELL.headersAfter(Duration.ofMillis(800)));
        try (var server = RunningServer.start(home, upstream, "FALLBACK_COOLDOWN_SECONDS", "0.5")) {
            server.ask("first");
            server.awaitCoolDown();

            var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 20; i++) {
                asked.add(server.askLater("at once " + i));
            }
            int byPrimary = 0;
            for (var one : asked) {
                byPrimary += outcome(one.get()).equals("answered") ? 1 : 0;
            }

            assertThat(byPrimary).isEqualTo(1);
            assertThat(upstream.chats(PRIMARY)).hasSize(3);
        }
    }

    @Test
    void withoutFallbackAllAttemptsGoToThePrimaryAndThenItFails() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(502));
        try (var server = RunningServer.start(home, upstream, "ENABLE_FALLBACK", "false")) {
            var response = server.ask("hello");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(json(response).at("/error/code").asString())
                    .isEqualTo("upstream_unavailable");
            assertThat(response.headers().firstValue("x-should-retry")).contains("false");
            assertThat(upstream.chats(PRIMARY)).hasSize(3);
            assertThat(upstream.chats(FALLBACK)).isEmpty();
            assertThat(server.used()).isEqualTo(3);
        }
    }

    @Test
    void theNumberOfAttemptsIsTheConfiguredOne() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(502)).model(FALLBACK, Behaviour.error(502));
        for (int most = 1; most <= 4; most++) {
            upstream.clear();
            try (var server =
                    RunningServer.start(
                            home.resolve("home" + most),
                            upstream,
                            "MAX_RETRIES_PER_QUERY",
                            String.valueOf(most))) {
                assertThat(server.ask("hello").statusCode()).isEqualTo(502);
                assertThat(upstream.chatCount()).isEqualTo(most);
            }
        }
    }

    @Test
    void noticesOfTheFallbackCanBeSwitchedOff() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500), Behaviour.error(500), WELL);
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "NOTIFY_ON_FALLBACK",
                        "false",
                        "FALLBACK_COOLDOWN_SECONDS",
                        "0.5")) {
            var first = server.ask("hello");
            server.awaitCoolDown();
            var second = server.post(followUp(content(first), "and?"));

            assertThat(content(first)).isEqualTo("local");
            assertThat(content(second)).isEqualTo("cloud");
        }
    }

    @Test
    void aConnectionThatIsRefusedCostsNoPlace() throws Exception {
        upstream.model(PRIMARY, WELL);
        upstream.stopListening();
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(server.ask("hello").statusCode()).isEqualTo(502);
            assertThat(server.used()).isZero();
        }
    }
}
