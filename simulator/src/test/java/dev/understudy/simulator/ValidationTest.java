package dev.understudy.simulator;

import static dev.understudy.simulator.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused before any script is asked. */
class ValidationTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]";

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        simulator.model("llama3.2:3b", Behaviour.text("fine"));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private RawClient.Answer chat(String body) throws IOException {
        return post(simulator.port(), "/api/chat", body);
    }

    private static String error(RawClient.Answer answer) {
        return Json.read(answer.body()).path("error").asString();
    }

    @Test
    void unknownModelsAreNotFound() throws IOException {
        var ollama = chat("{\"model\":\"x\"," + MESSAGES + "}");
        var openAi =
                post(
                        simulator.port(),
                        "/v1/chat/completions",
                        "{\"model\":\"x\"," + MESSAGES + "}");

        assertThat(ollama.status()).isEqualTo(404);
        assertThat(ollama.body()).isEqualTo("{\"error\":\"model 'x' not found\"}");
        assertThat(openAi.status()).isEqualTo(404);
        assertThat(Json.read(openAi.body()).path("error").path("type").asString())
                .isEqualTo("not_found_error");
    }

    @Test
    void whatIsNotJsonOrNamesNoModelIsABadRequest() throws IOException {
        assertThat(chat("{\"model\":").status()).isEqualTo(400);
        assertThat(chat("").status()).isEqualTo(400);
        assertThat(chat("[]").status()).isEqualTo(400);
        assertThat(chat("[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(error(chat("{" + MESSAGES + "}"))).isEqualTo("model is required");
    }

    @Test
    void thinkingAndToolsNeedTheCapability() throws IOException {
        simulator.model(
                SimulatedModel.named("tiny").withCapabilities(Set.of("completion")),
                Behaviour.text("fine"));

        var think = chat("{\"model\":\"llama3.2:3b\",\"think\":true," + MESSAGES + "}");
        var noThink = chat("{\"model\":\"llama3.2:3b\",\"think\":false," + MESSAGES + "}");
        var tools =
                chat("{\"model\":\"tiny\",\"tools\":[{\"type\":\"function\"}]," + MESSAGES + "}");
        var noTools = chat("{\"model\":\"tiny\",\"tools\":[]," + MESSAGES + "}");

        assertThat(think.status()).isEqualTo(400);
        assertThat(error(think)).isEqualTo("\"llama3.2:3b\" does not support thinking");
        assertThat(noThink.status()).isEqualTo(200);
        assertThat(tools.status()).isEqualTo(400);
        assertThat(error(tools)).endsWith("tiny does not support tools");
        assertThat(noTools.status()).isEqualTo(200);
    }

    @Test
    void tooLongAPromptIsRefusedOnlyWhenItMayNotBeCut() throws IOException {
        var longMessage =
                "\"options\":{\"num_ctx\":10},\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]"
                        .formatted("word ".repeat(11));

        var strict =
                chat(
                        "{\"model\":\"llama3.2:3b\",\"truncate\":false,\"shift\":false,"
                                + longMessage
                                + "}");
        var lenient = chat("{\"model\":\"llama3.2:3b\",\"stream\":false," + longMessage + "}");

        assertThat(strict.status()).isEqualTo(400);
        assertThat(error(strict))
                .startsWith("the prompt is longer than the context length currently available");
        assertThat(lenient.status()).isEqualTo(200);
        assertThat(Json.read(lenient.body()).path("prompt_eval_count").asInt()).isEqualTo(5);
    }

    @Test
    void refusalsDoNotUseUpTheScript() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.error(502), Behaviour.text("fine"));

        chat("{\"model\":\"llama3.2:3b\",\"think\":true," + MESSAGES + "}");
        var answer = chat("{\"model\":\"llama3.2:3b\"," + MESSAGES + "}");

        assertThat(answer.status()).isEqualTo(502);
    }

    @Test
    void namesWithoutATagMeanLatest() throws IOException {
        simulator.model("mistral:latest", Behaviour.text("fine"));

        assertThat(chat("{\"model\":\"mistral\"," + MESSAGES + "}").status()).isEqualTo(200);
    }

    @Test
    void unknownPathsAreNotFound() throws IOException {
        assertThat(post(simulator.port(), "/api/nothing", "{}").status()).isEqualTo(404);
        var openAi = post(simulator.port(), "/v1/nothing", "{}");
        assertThat(Json.read(openAi.body()).path("error").isObject()).isTrue();
    }
}
