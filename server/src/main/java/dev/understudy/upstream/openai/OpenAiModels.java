package dev.understudy.upstream.openai;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.Defect;
import dev.understudy.model.ModelFacts;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.http.HttpConnections;
import dev.understudy.upstream.http.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks a model up in {@code GET /v1/models}, the one thing besides answers that all servers of the
 * protocol have. Thread-safe.
 */
final class OpenAiModels {
    /** Beyond the connect clock. A list needs no model. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(10);

    /** The window in tokens, where the list tells it: vLLM, OpenRouter, Groq, Mistral. */
    private static final List<String> WINDOW =
            List.of("max_model_len", "context_length", "context_window", "max_context_length");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpConnections connections;
    private final String path;
    private final OpenAiFailures failures;

    OpenAiModels(HttpConnections connections, String apiPath, OpenAiFailures failures) {
        this.connections = connections;
        this.path = apiPath + "/models";
        this.failures = failures;
    }

    CompletionStage<ModelLook> look(ModelProfile model) {
        var connect = model.clocks().connect();
        return connections
                .get(path, connect, connect.plus(LOOK_TIME), failures)
                .thenApply(reply ->
                        switch (reply) {
                            case HttpReply.Said(var body) -> read(model.upstreamModel(), body);
                            case HttpReply.Failed(var failure) -> new ModelLook.Unwell(failure);
                        });
    }

    private static ModelLook read(String name, String body) {
        JsonNode reply;
        try {
            reply = JSON.readTree(body);
        } catch (JacksonException _) {
            return new ModelLook.Unwell(new BrokenAnswer(Defect.BAD_LINE));
        }
        if (reply.hasNonNull("error")) {
            return new ModelLook.Unwell(new BrokenAnswer(Defect.ERROR_LINE));
        }
        if (!reply.isContainer()) {
            return new ModelLook.Unwell(new BrokenAnswer(Defect.BAD_LINE));
        }
        var list = reply.isArray() ? reply : reply.path("data");
        // A server that lists nothing may serve all the same.
        if (list.isEmpty()) {
            return new ModelLook.Known(ModelFacts.NONE);
        }
        return entry(name, list)
                .<ModelLook>map(entry ->
                        new ModelLook.Known(new ModelFacts(window(entry), Optional.empty())))
                .orElseGet(() -> new ModelLook.Unwell(new CallFailure.ModelNotFound()));
    }

    /**
     * By its name; where a server has only one model, that one: such servers (llama.cpp's) answer
     * to any name.
     */
    private static Optional<JsonNode> entry(String name, JsonNode list) {
        for (var entry : list) {
            if (isNamed(name, entry.path("id").asString(""))) {
                return Optional.of(entry);
            }
        }
        return list.size() == 1 ? Optional.of(list.get(0)) : Optional.empty();
    }

    /** Google lists {@code models/NAME}, Ollama {@code NAME:latest}; both take the bare name. */
    private static boolean isNamed(String name, String id) {
        return id.equals(name) || id.endsWith("/" + name) || id.equals(name + ":latest");
    }

    private static OptionalInt window(JsonNode entry) {
        for (var name : WINDOW) {
            var tokens = entry.path(name);
            if (tokens.isIntegralNumber() && tokens.canConvertToInt() && tokens.asInt() > 0) {
                return OptionalInt.of(tokens.asInt());
            }
        }
        return OptionalInt.empty();
    }
}
