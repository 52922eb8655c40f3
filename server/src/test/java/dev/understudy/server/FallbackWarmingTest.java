package dev.understudy.server;

import static dev.understudy.server.HeardRequests.warming;
import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FallbackWarmingTest {
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

    private long warmings() {
        return upstream.requests().stream().filter(warming(FALLBACK)).count();
    }

    @Test
    void theFirstFailureOfThePrimaryHasTheFallbackLoadedOnce() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500), Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(outcome(server.ask("first"))).isEqualTo("answered");

            var warmed = heard.await(warming(FALLBACK));

            assertThat(warmed.json().path("options").path("num_ctx").asInt()).isEqualTo(16_384);
            upstream.model(PRIMARY, Behaviour.error(500));
            assertThat(outcome(server.ask("second"))).isEqualTo("answered_by_fallback");
            assertThat(warmings()).isEqualTo(1);
            assertThat(server.used()).isEqualTo(4);
        }
    }

    @Test
    void takingThePrimaryOutHasTheFallbackLoaded() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            server.operate("/api/v1/models/gpt-oss%3A120b-cloud/open");

            heard.await(warming(FALLBACK));
        }
    }

    @Test
    void aFallbackThatHasJustAnsweredIsWarmAlready() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream, "FALLBACK_COOLDOWN_SECONDS", "0.1")) {
            var asked =
                    server.post(
                            "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
            assertThat(outcome(asked)).isEqualTo("answered");
            upstream.model(PRIMARY, Behaviour.error(500));
            assertThat(outcome(server.ask("second"))).isEqualTo("answered_by_fallback");
            server.awaitCoolDown();
            assertThat(warmings()).isZero();
        }
    }

    @Test
    void aFallbackThatCannotBeLoadedIsNoWorseForIt() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500), Behaviour.text("cloud"));
        upstream.when(warming(FALLBACK), Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream)) {
            server.ask("first");
            heard.await(warming(FALLBACK));
            upstream.requests().stream()
                    .filter(warming(FALLBACK))
                    .findFirst()
                    .orElseThrow()
                    .answered()
                    .join();

            assertThat(server.model(1).path("health").asString()).isEqualTo("closed");
            assertThat(server.model(1).path("failures_in_a_row").asInt(-1)).isZero();
        }
    }

    @Test
    void switchedOffNothingIsLoaded() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500), Behaviour.text("cloud"));
        try (var server =
                RunningServer.start(
                        home,
                        upstream,
                        "WARM_FALLBACK",
                        "false",
                        "FALLBACK_AFTER_ATTEMPTS",
                        "1",
                        "FALLBACK_COOLDOWN_SECONDS",
                        "0.1")) {
            server.ask("first");
            server.awaitCoolDown();

            assertThat(warmings()).isZero();
        }
    }
}
