package dev.understudy.upstream.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.simulator.Behaviour;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.http.SimulatedUpstreamContract;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OllamaUpstreamTest extends SimulatedUpstreamContract {
    @Override
    protected Upstream upstream(URI base, HttpOptions options) {
        return new OllamaUpstream(
                vertx, base, OllamaOptions.DEFAULT.with(options), SystemTime.instants());
    }

    @Test
    void sendsOnlyItsOwnHeadersAndTheWholeRequest() {
        plays(Behaviour.text("ok"));

        ask("hello").awaitFinished();

        var request = simulator.requests().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/chat");
        assertThat(request.headers())
                .containsOnlyKeys("host", "content-type", "accept", "user-agent", "content-length")
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "understudy");
        assertThat(request.json().path("model").asString()).isEqualTo("test:1b-cloud");
        assertThat(request.json().path("stream").asBoolean()).isTrue();
        assertThat(request.json().path("options").path("num_predict").asInt()).isEqualTo(8000);
        assertThat(request.json().path("options").path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(request.json().path("truncate").asBoolean(true)).isFalse();
        assertThat(request.json().path("shift").asBoolean(true)).isFalse();
    }

    @Test
    void keepsThePathOfItsAddress() {
        simulator.when(_ -> true, Behaviour.error(404));
        var below = upstream(URI.create(simulator.url() + "/models/"), HttpOptions.DEFAULT);

        ask(below, question("hello")).awaitFailure();

        assertThat(simulator.requests().getFirst().path()).isEqualTo("/models/api/chat");
    }

    @Test
    void isToldOfAPromptThatDoesNotFit() {
        plays(Behaviour.text("x"));

        assertThat(ask("word ".repeat(140_000)).awaitFailure())
                .isEqualTo(new CallFailure.ContextTooLong());
    }
}
