package dev.understudy.server;

import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.simulator.Simulator;
import dev.understudy.web.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server in front of a simulated upstream, for one test. */
final class RunningServer implements AutoCloseable {
    static final String PRIMARY = "gpt-oss:120b-cloud";
    static final String FALLBACK = "llama3.2:3b";
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Server server) {
        this.server = server;
    }

    static RunningServer start(Path home, Simulator upstream, String... keysAndValues) {
        return new RunningServer(Server.start(config(home, upstream.url(), keysAndValues)));
    }

    static ServerConfig config(Path home, String upstream, String... keysAndValues) {
        var flags = new HashMap<String, String>();
        flags.put("UNDERSTUDY_HOME", home.toString());
        flags.put("OLLAMA_HOST", upstream);
        flags.put("MCP_SERVER_PORT", "0");
        flags.put("RETRY_DELAY_SECONDS", "0");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ServerConfig.of(SettingsLoader.load(new SettingsInput(flags, Map.of(), home, home)));
    }

    String url() {
        return server.url();
    }

    /** A client over a bare socket, which asks and leaves as its test says. */
    RawClient rawClient() throws IOException {
        return new RawClient(URI.create(server.url()).getPort());
    }

    /** A question in a conversation of its own, answered whole. */
    HttpResponse<String> ask(String question) throws IOException, InterruptedException {
        return client.send(chat(question, false), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> askStreamed(String question) throws IOException, InterruptedException {
        return client.send(chat(question, true), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> askLater(String question) {
        return client.sendAsync(chat(question, false), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts nothing to a path. */
    HttpResponse<String> operate(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What the status says of the model at this place of the chain. */
    JsonNode model(int index) throws IOException, InterruptedException {
        return get("/api/v1/status").path("models").path(index);
    }

    /** Waits until the status says this of a model; asks the server, again and again. */
    void awaitModel(int index, String field, String value)
            throws IOException, InterruptedException {
        for (int i = 0; i < 50_000; i++) {
            if (model(index).path(field).asString("").equals(value)) {
                return;
            }
        }
        throw new AssertionError("%s did not become %s: %s".formatted(field, value, model(index)));
    }

    private HttpRequest chat(String question, boolean stream) {
        return request(body("chat", stream, question));
    }

    static String body(String model, boolean stream, String question) {
        var body = JSON.createObjectNode().put("model", model).put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return body.toString();
    }

    private HttpRequest request(String body) {
        return request("/api/v1/chat/completions", body);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    HttpResponse<String> postAs(String key, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(request(path, body), (_, _) -> true)
                        .header("X-API-Key", key)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode getAs(String key, String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("X-API-Key", key)
                        .build();
        return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    int used() throws IOException, InterruptedException {
        return get("/api/v1/usage").path("requests_today").asInt(-1);
    }

    /** Waits until no query is running any more; asks the server, again and again. */
    void awaitIdle() throws IOException, InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            if (get("/api/v1/status").path("running_queries").asInt(-1) == 0) {
                return;
            }
        }
        throw new AssertionError("queries are still running");
    }

    /** Waits until the next query may try the first model. */
    void awaitCoolDown() throws IOException, InterruptedException {
        for (int i = 0; i < 50_000; i++) {
            var primary = get("/api/v1/status").path("models").path(0);
            if (primary.path("retry_in_seconds").asDouble(1) <= 0
                    && primary.path("next_probe").asString("").equals("query")) {
                return;
            }
        }
        throw new AssertionError("the primary did not cool down");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String content(HttpResponse<String> response) {
        return json(response).path("choices").path(0).path("message").path("content").asString("");
    }

    static String outcome(HttpResponse<String> response) {
        return json(response).path("understudy").path("outcome").asString("");
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
