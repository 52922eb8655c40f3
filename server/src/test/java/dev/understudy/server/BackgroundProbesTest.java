package dev.understudy.server;

import static dev.understudy.server.HeardRequests.chat;
import static dev.understudy.server.HeardRequests.look;
import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets; what happens beside queries is waited for at the upstream. */
@Timeout(120)
class BackgroundProbesTest {
    private static final Behaviour WELL = Behaviour.text("cloud");
    private static final Behaviour BAD = Behaviour.error(500);

    /** A rule that says something lets a request about models be answered as usual. */
    private static final Behaviour AS_USUAL = Behaviour.text("as usual");

    @TempDir Path home;
    private Simulator upstream;
    private HeardRequests heard;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(FALLBACK, Behaviour.text("local"));
        heard = new HeardRequests(upstream);
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private RunningServer serve(String... keysAndValues) throws Exception {
        var all = new java.util.ArrayList<>(List.of("FALLBACK_COOLDOWN_SECONDS", "0.2"));
        all.addAll(List.of(keysAndValues));
        var server = RunningServer.start(home, upstream, all.toArray(String[]::new));
        server.awaitModel(0, "context_window_origin", "learnt");
        return server;
    }

    private long looks() {
        return upstream.requests().stream().filter(look(PRIMARY)).count();
    }

    @Test
    void whileLooksFindThePrimaryAwayNoQueryTriesIt() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        try (var server = serve()) {
            upstream.when(look(PRIMARY), Behaviour.error(502), Behaviour.error(502), AS_USUAL);
            server.ask("first");
            heard.await(chat(PRIMARY));
            heard.await(look(PRIMARY));
            assertThat(outcome(server.ask("second"))).isEqualTo("answered_by_fallback");
            heard.await(look(PRIMARY));
            assertThat(outcome(server.ask("third"))).isEqualTo("answered_by_fallback");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(server.used()).isEqualTo(2);

            server.awaitCoolDown();

            assertThat(content(server.ask("fourth"))).isEqualTo("cloud");
            assertThat(server.model(0).path("health").asString()).isEqualTo("closed");
            assertThat(upstream.chats(PRIMARY)).hasSize(3);
        }
    }

    @Test
    void aLookThatGoesWellIsMadeOnceAndTheNextQueryIsTheProbe() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        try (var server = serve()) {
            server.ask("first");
            server.awaitCoolDown();
            assertThat(server.model(0).path("health").asString()).isEqualTo("open");
            assertThat(looks()).isEqualTo(2);

            assertThat(content(server.ask("second"))).isEqualTo("cloud");
        }
    }

    @Test
    void whileALookIsUnderWayQueriesGoPastTheModel() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        try (var server = serve()) {
            upstream.when(look(PRIMARY), AS_USUAL.headersAfter(Duration.ofMillis(700)));
            server.ask("first");
            heard.await(chat(PRIMARY));
            heard.await(look(PRIMARY));

            assertThat(server.model(0).path("health").asString()).isEqualTo("half-open");
            for (int i = 0; i < 3; i++) {
                assertThat(outcome(server.ask("beside it " + i))).isEqualTo("answered_by_fallback");
            }
            assertThat(looks()).isEqualTo(2);
            server.awaitCoolDown();
            assertThat(content(server.ask("after it"))).isEqualTo("cloud");
        }
    }

    @Test
    void aServerThatAnswersNoLooksDoesNotKeepItsModelOut() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        upstream.when(look(PRIMARY), Behaviour.error(404));
        try (var server = RunningServer.start(home, upstream, "FALLBACK_COOLDOWN_SECONDS", "0.2")) {
            server.ask("first");
            server.awaitCoolDown();

            assertThat(content(server.ask("second"))).isEqualTo("cloud");
        }
    }

    @Test
    void aLocalModelIsSentOneTokenAndComesBackWithoutAnyQuery() throws Exception {
        upstream.model(PRIMARY, BAD).model(FALLBACK, BAD, BAD, Behaviour.text("local"));
        try (var server = serve("MAX_RETRIES_PER_QUERY", "4")) {
            assertThat(server.ask("first").statusCode()).isEqualTo(502);
            server.awaitModel(1, "health", "closed");

            var probe = upstream.chats(FALLBACK).getLast();
            assertThat(upstream.chats(FALLBACK)).hasSize(3);
            assertThat(probe.json().path("options").path("num_predict").asInt()).isEqualTo(1);
            assertThat(probe.json().path("options").path("num_ctx").asInt()).isEqualTo(16_384);
            assertThat(server.used()).isEqualTo(2);
            assertThat(server.model(1).path("recoveries").asInt()).isEqualTo(1);
        }
        assertThat(Files.readString(home.resolve("logs/api_usage.log")))
                .contains("\"user\":\"understudy\",\"team\":\"probe\",\"result\":\"ok\"");
    }

    @Test
    void aMeteredModelIsSentAPromptOnlyIfThatIsWantedAndItTakesAPlace() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        try (var server = serve("PROBE_WITH_PROMPT", "true")) {
            server.ask("first");
            server.awaitModel(0, "health", "closed");

            assertThat(upstream.chats(PRIMARY)).hasSize(3);
            assertThat(server.used()).isEqualTo(3);
            assertThat(content(server.ask("second"))).isEqualTo("cloud");
        }
    }

    @Test
    void aProbeOfAThinkingModelNeedNotHaveAnyText() throws Exception {
        upstream.model(
                PRIMARY, BAD, BAD, Behaviour.emptyAfterThinking("hm").finish("length"), WELL);
        try (var server = serve("PROBE_WITH_PROMPT", "true")) {
            server.ask("first");
            server.awaitModel(0, "health", "closed");

            assertThat(content(server.ask("second"))).isEqualTo("cloud");
        }
    }

    @Test
    void aPromptThatFailsKeepsTheModelOut() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, BAD, WELL);
        try (var server = serve("PROBE_WITH_PROMPT", "true")) {
            server.ask("first");
            server.awaitModel(0, "health", "closed");

            assertThat(upstream.chats(PRIMARY)).hasSize(4);
            assertThat(server.used()).isEqualTo(4);
        }
    }

    @Test
    void whereTheQuotaIsSpentNoPromptIsSent() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL);
        try (var server =
                serve(
                        "PROBE_WITH_PROMPT",
                        "true",
                        "API_QUOTA_DAILY_LIMIT",
                        "2",
                        "API_QUOTA_ON_EXCEEDED",
                        "fallback")) {
            server.ask("first");
            server.awaitCoolDown();

            assertThat(outcome(server.ask("second"))).isEqualTo("answered_by_fallback");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(server.used()).isEqualTo(2);
        }
    }

    @Test
    void switchedOffTheNextQueryIsTheProbe() throws Exception {
        upstream.model(PRIMARY, BAD, BAD, WELL).model(FALLBACK, BAD, BAD, Behaviour.text("local"));
        try (var server = serve("BACKGROUND_PROBES", "false", "MAX_RETRIES_PER_QUERY", "4")) {
            server.ask("first");
            server.awaitCoolDown();

            assertThat(content(server.ask("second"))).isEqualTo("cloud");
            assertThat(upstream.chats(FALLBACK)).hasSize(2);
        }
    }

    @Test
    void aServerThatStopsEndsItsProbes() throws Exception {
        upstream.model(PRIMARY, BAD);
        RecordedRequest open;
        try (var server = serve()) {
            upstream.when(look(PRIMARY), Behaviour.silence());
            server.ask("first");
            heard.await(chat(PRIMARY));
            open = heard.await(look(PRIMARY));
        }
        open.closedByClient().get(30, TimeUnit.SECONDS);
    }
}
