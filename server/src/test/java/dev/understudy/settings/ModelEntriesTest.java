package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.ModelLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEntriesTest {
    @TempDir Path root;
    ConfiguredFolder folder;

    @BeforeEach
    void folder() {
        folder = new ConfiguredFolder(root);
    }

    @Test
    void readsAChainInItsOrder() {
        folder.environment("OLLAMA_HOST", "gpu:1234")
                .yaml(
                        """
                        models:
                          - id: lead
                            upstream: openai
                            url: https://api.example.com/v1
                            model: big-model
                            key: hunter2
                            metered: true
                            context_window: 200000
                            clocks:
                              first_token_seconds: 30
                              idle_seconds: 20.5
                              attempt_seconds: 120
                              connect_seconds: 1
                            quota:
                              requests: 200
                              tokens: 5000000000
                            pass_fields: [logit_bias, service_tier]
                          - id: llama3.2:3b
                            metered: false
                        """);

        assertThat(folder.load().models())
                .containsExactly(
                        new ModelEntry(
                                "lead",
                                UpstreamKind.OPENAI,
                                URI.create("https://api.example.com:443/v1"),
                                "big-model",
                                Optional.of(new Secret("hunter2")),
                                true,
                                Optional.of(200_000),
                                new ModelEntry.Clocks(
                                        Optional.of(Duration.ofSeconds(1)),
                                        Optional.of(Duration.ofSeconds(30)),
                                        Optional.of(Duration.ofMillis(20_500)),
                                        Optional.of(Duration.ofSeconds(120))),
                                new ModelLimits(200, 5_000_000_000L),
                                Set.of("service_tier", "logit_bias")),
                        new ModelEntry(
                                "llama3.2:3b",
                                UpstreamKind.OLLAMA,
                                URI.create("http://gpu:1234"),
                                "llama3.2:3b",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                new ModelEntry.Clocks(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                new ModelLimits(0, 0),
                                PassedFields.usual(UpstreamKind.OLLAMA)));
    }

    @Test
    void aModelIsPassedWhatItsServerKnowsUnlessItsListSaysMoreOrNothing() {
        folder.yaml(
                """
                models:
                  - {id: a, metered: false, upstream: openai, url: "http://h"}
                  - {id: b, metered: false, upstream: openai, url: "http://h", pass_fields: []}
                  - {id: c, metered: false, pass_fields: [keep_alive, min_p]}
                """);

        assertThat(folder.load().models().stream().map(ModelEntry::passFields))
                .containsExactly(
                        Set.of(
                                "logit_bias",
                                "parallel_tool_calls",
                                "prompt_cache_key",
                                "verbosity"),
                        Set.of(),
                        Set.of("keep_alive", "min_p"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{metered: true}`                          > models[1].id (understudy.yaml line 3): is missing; it must be a model's name without blanks
                    `{id: b}`                                  > models[1].metered (understudy.yaml line 3): is missing; it must be true or false
                    `{id: b c, metered: true}`                 > models[1].id (understudy.yaml line 3): must be a model's name without blanks, found "b c"
                    `{id: a, metered: true}`                   > models[1].id (understudy.yaml line 3): "a" is taken by an earlier model
                    `{id: b, metered: true, quota: {requests: -1}}` > models[1].quota.requests (understudy.yaml line 3): must be a whole number 0..1000000000, found "-1"
                    `{id: b, metered: true, quota: {places: 1}}` > models[1].quota.places (understudy.yaml line 3): no such name here
                    `{id: b, metered: perhaps}`                > models[1].metered (understudy.yaml line 3): must be true or false, found "perhaps"
                    `{id: b, metered: true, upstream: azure}`  > models[1].upstream (understudy.yaml line 3): must be one of ollama, openai, found "azure"
                    `{id: b, metered: true, upstream: openai}` > models[1].url (understudy.yaml line 3): is missing; it must be an http(s) URL
                    `{id: b, metered: true, url: "ftp://x"}`   > models[1].url (understudy.yaml line 3): must be HOST, HOST:PORT or an http(s) URL, found "ftp://x": the scheme must be http or https
                    `{id: b, metered: true, url: [x]}`         > models[1].url (understudy.yaml line 3): must be HOST, HOST:PORT or an http(s) URL, found a list
                    `{id: b, metered: true, urll: x}`          > models[1].urll (understudy.yaml line 3): no such name here; did you mean url?
                    `{id: b, id: c, metered: true}`            > models[1].id (understudy.yaml line 3): set twice
                    `{id: b, metered: true, context_window: 5}` > models[1].context_window (understudy.yaml line 3): must be a whole number 512..10000000, found "5"
                    `{id: b, metered: true, clocks: {idle: 5}}` > models[1].clocks.idle (understudy.yaml line 3): no such name here; did you mean idle_seconds?
                    `{id: b, metered: true, clocks: {idle_seconds: 0}}` > models[1].clocks.idle_seconds (understudy.yaml line 3): must be seconds 0.01..3600, fractions allowed, found "0"
                    `{id: b, metered: true, pass_fields: [store, num_ctx]}` > models[1].pass_fields (understudy.yaml line 3): must be a field's name, found "num_ctx": it is read here, and told in each server's words
                    `{id: b, metered: true, pass_fields: ["a b"]}` > models[1].pass_fields (understudy.yaml line 3): must be a field's name, found "a b"
                    `{id: b, metered: true, pass_fields: min_p}` > models[1].pass_fields (understudy.yaml line 3): must be a list of up to 64, found a value
                    `{id: b, metered: true, clocks: 5}`        > models[1].clocks (understudy.yaml line 3): must be a group of names, found a value
                    """)
    void namesTheFieldThatIsWrong(String second, String problem) {
        folder.yaml("models:\n- {id: a, metered: false}\n- " + second);

        assertThat(folder.problems()).containsExactly(problem);
    }

    @Test
    void saysWhatAnEntryShouldBe() {
        assertThat(folder.yaml("models: [a]").problems())
                .containsExactly(
                        "models[0] (understudy.yaml line 1): must be a group of names (\"- id: NAME\" and its other values below), found a value");
    }

    @Test
    void holdsOneToSixteenModels() {
        assertThat(folder.yaml("models: []").problems())
                .containsExactly(
                        "models (understudy.yaml line 1): must hold 1..16 models, found 0");
        assertThat(folder.yaml("models:\n" + "- {}\n".repeat(17)).problems())
                .containsExactly(
                        "models (understudy.yaml line 2): must hold 1..16 models, found 17");
    }

    @Test
    void standsOnce() {
        assertThat(
                        folder.yaml(
                                        "models: [{id: a, metered: true}]\n"
                                                + "Models: [{id: b, metered: true}]")
                                .problems())
                .containsExactly("models (understudy.yaml line 2): set twice");
    }
}
