package dev.understudy.server;

import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeMark;
import dev.understudy.settings.UpstreamKind;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider of OpenAI's protocol before a local Ollama, as {@code understudy.yaml} has it. */
class OpenAiChainTest {
    @TempDir Path home;
    private final Simulator provider = Simulator.start();
    private final Simulator ollama = Simulator.start();

    @AfterEach
    void stop() {
        provider.close();
        ollama.close();
    }

    /** {@code version} of the provider's API in its address, which may be left out. */
    private RunningServer serve(String version) throws Exception {
        Files.writeString(
                home.resolve("understudy.yaml"),
                """
                models:
                  - id: lead
                    upstream: openai
                    url: %s%s
                    model: big-model
                    key: hunter2
                    metered: true
                    context_window: 200000
                  - id: llama3.2:3b
                    url: %s
                    metered: false
                """
                        .formatted(provider.url(), version, ollama.url()));
        return RunningServer.start(home, ollama);
    }

    @Test
    void theProviderIsAskedByItsNamesAndWithItsKey() throws Exception {
        for (var version : List.of("", "/v1")) {
            provider.clear();
            provider.model("big-model", Behaviour.text("cloud").usage(42, 7));
            try (var server = serve(version)) {
                var answer = server.ask("hello");

                assertThat(outcome(answer)).isEqualTo("answered");
                assertThat(json(answer).at("/understudy/model_used").asString()).isEqualTo("lead");
                assertThat(json(answer).at("/usage/total_tokens").asInt()).isEqualTo(49);
                var asked = provider.chats("big-model").getLast();
                assertThat(asked.path()).isEqualTo("/v1/chat/completions");
                assertThat(asked.headers()).containsEntry("authorization", "Bearer hunter2");
                assertThat(ollama.chatCount()).isZero();
            }
        }
    }

    @Test
    void theLocalModelTakesOverAndIsNotGivenTheProvidersKey() throws Exception {
        provider.model(
                "big-model",
                Behaviour.error(
                        429,
                        "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}"));
        ollama.model("llama3.2:3b", Behaviour.text("local"));
        try (var server = serve("")) {
            var answer = server.ask("hello");

            assertThat(outcome(answer)).isEqualTo("answered_by_fallback");
            assertThat(NoticeMark.strip(content(answer)).strip()).isEqualTo("local");
            assertThat(provider.chatCount()).isEqualTo(1);
            assertThat(ollama.chats().getFirst().headers()).doesNotContainKey("authorization");
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void eachServerIsPassedTheFieldsThatItKnows() throws Exception {
        provider.model("big-model", Behaviour.error(502, "{}"));
        ollama.model("llama3.2:3b", Behaviour.text("local"));
        try (var server = serve("")) {
            server.post(
                    """
                    {"model": "chat", "messages": [{"role": "user", "content": "hello"}],
                     "logit_bias": {"7": -100}, "min_p": 0.05, "verbosity": null,
                     "store": true, "metadata": {"a": "b"}, "num_ctx": 999999,
                     "parallel_tool_calls": true}
                    """);

            assertThat(provider.chats("big-model").getFirst().json().propertyNames())
                    .containsExactlyInAnyOrder(
                            "model",
                            "messages",
                            "stream",
                            "stream_options",
                            "max_tokens",
                            "temperature",
                            "logit_bias");
            var options = ollama.chats().getFirst().json().get("options");
            assertThat(options.get("min_p").asDouble()).isEqualTo(0.05);
            assertThat(options.get("num_ctx").asInt()).isLessThan(999_999);
            assertThat(options.has("logit_bias")).isFalse();
        }
    }

    @Test
    void aServerThatDoesNotKnowAFieldIsAskedAgainWithoutItInTheSameAttempt() throws Exception {
        provider.model("big-model", Behaviour.text("cloud"));
        provider.when(
                request -> request.json().has("logit_bias"),
                Behaviour.error(
                        400, "{\"error\":{\"message\":\"property 'logit_bias' is unsupported\"}}"));
        try (var server = serve("")) {
            var answer =
                    server.post(
                            """
                            {"model": "chat", "messages": [{"role": "user", "content": "hello"}],
                             "logit_bias": {"7": -100}}
                            """);

            assertThat(outcome(answer)).isEqualTo("answered");
            assertThat(provider.chatCount()).isEqualTo(2);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void aServerIsOneUpstreamForEachProtocolAndKey() throws Exception {
        Files.writeString(
                home.resolve("understudy.yaml"),
                """
                models:
                  - {id: a, upstream: openai, url: "http://h:1", metered: true}
                  - {id: b, upstream: openai, url: "http://h:1", metered: false}
                  - {id: c, upstream: openai, url: "http://h:1", key: k, metered: false}
                  - {id: d, url: "http://h:1", metered: false}
                """);

        var config = RunningServer.config(home, "http://127.0.0.1:1", "FALLBACK_NUM_CTX", "4096");

        assertThat(config.upstreams().stream().map(UpstreamConfig::kind))
                .containsExactly(UpstreamKind.OPENAI, UpstreamKind.OPENAI, UpstreamKind.OLLAMA);
        assertThat(config.chain().models().stream().map(ModelProfile::upstream))
                .containsExactly("upstream-1", "upstream-1", "upstream-2", "upstream-3");
        assertThat(config.chain().models().stream().map(ModelProfile::contextWindow))
                .containsExactly(131_072, 8_192, 8_192, 4_096);
    }
}
