package dev.understudy.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The endpoints that tell of models, by the JDK's client, which offers HTTP/2 at first. */
class ModelsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        new SimulatorScript(SimulatorScript.standard().parts()).playOn(simulator);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.read(call("GET", path, "").body());
    }

    @Test
    void versionIsTold() throws Exception {
        assertThat(get("/api/version").path("version").asString()).isNotEmpty();
        assertThat(call("GET", "/", "").body()).isEqualTo("Ollama is running");
    }

    @Test
    void http2IsNotSpoken() throws Exception {
        assertThat(call("GET", "/api/version", "").version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void tagsNameEveryModelAndWhereCloudModelsLive() throws Exception {
        var models = get("/api/tags").path("models");

        assertThat(models)
                .extracting(model -> model.path("name").asString())
                .containsExactly("gpt-oss:120b-cloud", "llama3.2:3b");
        assertThat(models.path(0).path("remote_model").asString()).isEqualTo("gpt-oss:120b");
        assertThat(models.path(1).has("remote_host")).isFalse();
    }

    @Test
    void showTellsCapabilitiesAndContextLength() throws Exception {
        simulator.model(
                SimulatedModel.named("llama3.2:3b").withContextLength(8192),
                Behaviour.text("fine"));

        var shown = Json.read(call("POST", "/api/show", "{\"model\":\"llama3.2:3b\"}").body());

        assertThat(shown.path("capabilities"))
                .extracting(JsonNode::asString)
                .containsExactly("completion", "tools");
        var info = shown.path("model_info");
        var family = info.path("general.architecture").asString();
        assertThat(info.path(family + ".context_length").asInt()).isEqualTo(8192);
        assertThat(call("POST", "/api/show", "{\"model\":\"x\"}").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/api/show", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void psListsLocalModelsOnceTheyAreLoaded() throws Exception {
        assertThat(get("/api/ps").path("models").isEmpty()).isTrue();

        call("POST", "/api/chat", "{\"model\":\"llama3.2:3b\",\"options\":{\"num_ctx\":16384}}");
        call("POST", "/api/chat", "{\"model\":\"gpt-oss:120b-cloud\"}");

        var models = get("/api/ps").path("models");
        assertThat(models.size()).isEqualTo(1);
        assertThat(models.path(0).path("context_length").asInt()).isEqualTo(16384);

        call("POST", "/api/chat", "{\"model\":\"llama3.2:3b\",\"keep_alive\":0}");
        assertThat(get("/api/ps").path("models").isEmpty()).isTrue();
    }

    @Test
    void openAiListsTheSameModels() throws Exception {
        assertThat(get("/v1/models").path("data"))
                .extracting(model -> model.path("id").asString())
                .containsExactly("gpt-oss:120b-cloud", "llama3.2:3b");
        assertThat(get("/v1/models/llama3.2:3b").path("object").asString()).isEqualTo("model");
        assertThat(call("GET", "/v1/models/x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void rulesCanSpoilTheseEndpointsToo() throws Exception {
        simulator.when(
                request -> request.path().equals("/api/tags"),
                Behaviour.error(500),
                Behaviour.empty().firstTokenAfter(Duration.ofMillis(5)));

        assertThat(call("GET", "/api/tags", "").statusCode()).isEqualTo(500);
        assertThat(get("/api/tags").path("models").size()).isEqualTo(2);
        assertThat(call("GET", "/api/version", "").statusCode()).isEqualTo(200);
    }
}
