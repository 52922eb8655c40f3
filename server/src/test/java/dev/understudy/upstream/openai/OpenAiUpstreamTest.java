package dev.understudy.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.http.SimulatedUpstreamContract;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiUpstreamTest extends SimulatedUpstreamContract {
    @Override
    protected Upstream upstream(URI base, HttpOptions options) {
        return new OpenAiUpstream(vertx, base, options, SystemTime.instants());
    }

    @Test
    void sendsOnlyItsOwnHeadersAndTheWholeRequest() {
        plays(Behaviour.text("ok"));

        ask("hello").awaitFinished();

        var request = simulator.requests().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(request.headers())
                .containsOnlyKeys("host", "content-type", "accept", "user-agent", "content-length")
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "understudy");
        assertThat(request.json().path("model").asString()).isEqualTo("test:1b-cloud");
        assertThat(request.json().path("stream").asBoolean()).isTrue();
        assertThat(request.json().at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(request.json().path("max_tokens").asInt()).isEqualTo(8000);
        assertThat(request.json().path("temperature").asDouble()).isEqualTo(0.3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v1",
        "/v1, /v1",
        "/v1/chat/completions, /v1",
        "/openai/v1, /openai/v1",
        "/api/v1, /api/v1",
        "/behind/a/proxy, /behind/a/proxy/v1",
        "/vllm, /vllm/v1",
        "/v1beta/openai, /v1beta/openai",
        "/api/paas/v4, /api/paas/v4",
        "/chat/completions, ''",
    })
    void findsTheApiWithAndWithoutItsVersion(String basePath, String expected) {
        assertThat(OpenAiUpstream.apiPath(basePath)).isEqualTo(expected);
    }

    @Test
    void asksTheSamePlaceForABaseWithTheVersion() {
        plays(Behaviour.text("ok"));

        ask(upstream(URI.create(simulator.url() + "/v1/"), HttpOptions.DEFAULT), question("hello"))
                .awaitFinished();

        assertThat(simulator.requests().getFirst().path()).isEqualTo("/v1/chat/completions");
    }
}
