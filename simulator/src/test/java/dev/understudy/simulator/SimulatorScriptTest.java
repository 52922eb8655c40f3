package dev.understudy.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorScriptTest {

    private static List<Behaviour> behaviours(String json) {
        return SimulatorScript.parse("{\"models\":{\"m\":" + json + "}}", "script.json")
                .parts()
                .getFirst()
                .behaviours();
    }

    @Test
    void everyPropertyBecomesItsBehaviour() {
        assertThat(
                        behaviours(
                                """
                                [{"text":"a b","thinking":"c"}, {"pieces":["a","b"]}, {"echo":true},
                                 {"toolCall":{"name":"n","arguments":{"x":1}}}, {"json":{"k":2}},
                                 {"jsonBySchema":true}, {"error":502},
                                 {"error":429,"body":{"error":"slow"},"headers":{"Retry-After":"3"}},
                                 {"empty":true}, {"empty":true,"thinking":"c"}, {"silence":true},
                                 {"refuseCapability":"tools"},
                                 {"text":"t","headersAfterMillis":1,"firstTokenAfterMillis":2,
                                  "betweenTokensMillis":3,"usage":{"prompt":4,"completion":5},
                                  "finish":"length","splitBytes":true},
                                 {"text":"t","usage":false,"ending":"errorLine","endingBody":"e",
                                  "endingAfter":1}]
                                """))
                .containsExactly(
                        Behaviour.thinking("c", "a b"),
                        Behaviour.pieces(List.of("a", "b")),
                        Behaviour.echo(),
                        Behaviour.toolCall("n", "{\"x\":1}"),
                        Behaviour.json("{\"k\":2}"),
                        Behaviour.jsonBySchema(),
                        Behaviour.error(502),
                        Behaviour.error(429, "{\"error\":\"slow\"}").withHeader("Retry-After", "3"),
                        Behaviour.empty(),
                        Behaviour.emptyAfterThinking("c"),
                        Behaviour.silence(),
                        Behaviour.refuseCapability("tools"),
                        Behaviour.text("t")
                                .headersAfter(Duration.ofMillis(1))
                                .firstTokenAfter(Duration.ofMillis(2))
                                .betweenTokens(Duration.ofMillis(3))
                                .usage(4, 5)
                                .finish("length")
                                .splitBytes(),
                        Behaviour.text("t")
                                .withoutUsage()
                                .then(new Ending.ErrorLine("e"))
                                .after(1));
    }

    @ParameterizedTest
    @CsvSource({
        "done, Done", "errorLine, ErrorLine", "endWithoutDone, EndWithoutDone", "reset, Reset",
        "cut, Cut", "silence, Silence", "badJson, BadJson", "oddKey, OddKey"
    })
    void everyEndingHasItsWord(String word, String type) {
        var behaviour = behaviours("[{\"text\":\"t\",\"ending\":\"%s\"}]".formatted(word));

        assertThat(behaviour.getFirst().ending().getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void modelsCanBeDescribed() {
        var model =
                SimulatorScript.parse(
                                """
                                {"models":{"m":{"capabilities":["completion"],"contextLength":9,
                                "defaultNumCtx":8,"behaviours":[{"echo":true}]}}}
                                """,
                                "script.json")
                        .parts()
                        .getFirst()
                        .model();

        assertThat(model.capabilities()).containsExactly("completion");
        assertThat(model.contextLength()).isEqualTo(9);
        assertThat(model.defaultNumCtx()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | $ must be an object, got []",
                "{} | $.models must be an object, got nothing",
                "{\"models\":{}} | $.models must be an object with at least one model, got {}",
                "{\"model\":{}} | $ has the unknown key 'model'; known are [models]",
                "{\"models\":{\"m\":[]}} | $.models[\"m\"] must be an array with at least one",
                "{\"models\":{\"m\":[{}]}} | $.models[\"m\"][0] must have exactly one of [text,",
                "{\"models\":{\"m\":[{\"text\":1}]}} | $.models[\"m\"][0].text must be a string, got 1",
                "{\"models\":{\"m\":[{\"error\":99}]}} | [0].error must be a whole number in 300..599, got 99",
                "{\"models\":{\"m\":[{\"echo\":true},{\"echo\":false}]}} | [1].echo must be true, or left out",
                "{\"models\":{\"m\":[{\"echo\":true,\"body\":\"x\"}]}} | can have 'body' only beside 'error'",
                "{\"models\":{\"m\":[{\"echo\":true,\"ending\":\"x\"}]}} | [0].ending must be one of done,",
                "{\"models\":{\"m\":[{\"echo\":true,\"endingBody\":\"x\"}]}} | 'endingBody' but no 'ending'",
                "{\"models\":{\"m\":[{\"echo\":true,\"delay\":3}]}} | has the unknown key 'delay'",
                "{\"models\":{\"m\":{\"capabilities\":[\"magic\"],\"behaviours\":[]}}} | .capabilities must be",
                "{\"models\":{\"m\":[{\"echo\":true,\"usage\":{\"prompt\":-1}}]}} | .usage.prompt must be",
                "{\"models\": | script.json, line 1, column",
            })
    void aSlipIsNamedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> SimulatorScript.parse(json, "script.json"))
                .isInstanceOf(ScriptProblem.class)
                .hasMessageStartingWith("script.json")
                .hasMessageContaining(message);
    }

    @Test
    void filesAreReadAndMissingOnesNamed(@TempDir Path folder) throws IOException {
        var file = folder.resolve("script.json");
        Files.writeString(file, "{\"models\":{\"m\":[{\"text\":\"Größe\"}]}}");

        assertThat(SimulatorScript.read(file).parts()).hasSize(1);
        assertThatThrownBy(() -> SimulatorScript.read(folder.resolve("none.json")))
                .isInstanceOf(ScriptProblem.class)
                .hasMessageContaining("none.json");

        Files.write(file, new byte[] {'"', (byte) 0xFF, '"'});
        assertThatThrownBy(() -> SimulatorScript.read(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void theStandardScriptIsPlayed() throws IOException {
        try (var simulator = SimulatorScript.standard().playOn(Simulator.start())) {
            var answer =
                    RawClient.post(
                            simulator.port(),
                            "/api/chat",
                            "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\"}]}");

            assertThat(answer.lines().getLast()).contains("\"done\":true");
        }
    }
}
