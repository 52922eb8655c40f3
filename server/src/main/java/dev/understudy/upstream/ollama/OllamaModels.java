package dev.understudy.upstream.ollama;

import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.Defect;
import dev.understudy.model.Capability;
import dev.understudy.model.Learning;
import dev.understudy.model.ModelFacts;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.WarmUp;
import dev.understudy.upstream.http.HttpConnections;
import dev.understudy.upstream.http.HttpReply;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of an Ollama server beside answers: {@code POST /api/show} tells of a model, {@code
 * POST /api/chat} without messages loads it (source: Ollama's {@code routes.go}). For a cloud
 * model's name the local server asks its cloud, so a look says something about both. Thread-safe.
 */
final class OllamaModels {
    private static final String SHOW = "/api/show";
    private static final String CHAT = "/api/chat";

    /** Beyond the connect clock. A description needs no model; the way to the cloud is included. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpConnections connections;
    private final OllamaFailures failures;
    private final int localNumCtx;

    /** By the upstream's name; as many as the chain has models here. */
    private final Map<String, Integer> trainedWindows = new ConcurrentHashMap<>();

    OllamaModels(HttpConnections connections, OllamaFailures failures, int localNumCtx) {
        this.connections = connections;
        this.failures = failures;
        this.localNumCtx = localNumCtx;
    }

    /** {@code num_ctx} in tokens: more than it was trained for is of no use to any model. */
    int numCtx(ModelProfile model) {
        return Math.min(
                localNumCtx, trainedWindows.getOrDefault(model.upstreamModel(), localNumCtx));
    }

    CompletionStage<ModelLook> look(ModelProfile model) {
        var question = JSON.createObjectNode().put("model", model.upstreamModel());
        var atMost = model.clocks().connect().plus(LOOK_TIME);
        return ask(SHOW, model, question, atMost)
                .thenApply(reply ->
                        switch (reply) {
                            case HttpReply.Said(var body) -> read(model, body);
                            case HttpReply.Failed(var failure) -> new ModelLook.Unwell(failure);
                        });
    }

    CompletionStage<WarmUp> warm(ModelProfile model) {
        var question = JSON.createObjectNode().put("model", model.upstreamModel());
        question.putArray("messages");
        question.put("stream", false);
        question.putObject("options").put("num_ctx", numCtx(model));
        var atMost = model.clocks().connect().plus(model.clocks().firstToken());
        return ask(CHAT, model, question, atMost)
                .thenApply(reply ->
                        switch (reply) {
                            case HttpReply.Said _ -> new WarmUp.Loaded();
                            case HttpReply.Failed(var failure) -> new WarmUp.NotLoaded(failure);
                        });
    }

    private CompletionStage<HttpReply> ask(
            String path, ModelProfile model, JsonNode question, Duration atMost) {
        return connections.ask(
                connections.basePath() + path,
                question.toString(),
                model.clocks().connect(),
                atMost,
                failures);
    }

    private ModelLook read(ModelProfile model, String body) {
        try {
            var shown = JSON.readTree(body);
            if (!shown.isObject()) {
                return new ModelLook.Unwell(new BrokenAnswer(Defect.BAD_LINE));
            }
            var window = window(shown.path("model_info"));
            window.ifPresent(tokens -> trainedWindows.put(model.upstreamModel(), tokens));
            return new ModelLook.Known(new ModelFacts(window, capabilities(shown)));
        } catch (JacksonException _) {
            return new ModelLook.Unwell(new BrokenAnswer(Defect.BAD_LINE));
        }
    }

    /** The key holds the architecture, and another entry says which one that is. */
    private static OptionalInt window(JsonNode info) {
        var architecture = info.path("general.architecture").asString("");
        var length = info.path(architecture + ".context_length");
        return length.isIntegralNumber()
                        && length.canConvertToInt()
                        && length.asInt() >= Learning.LEAST_WINDOW
                ? OptionalInt.of(length.asInt())
                : OptionalInt.empty();
    }

    /** Old servers have no such list; no model has an empty one. */
    private static Optional<Set<Capability>> capabilities(JsonNode shown) {
        var listed = shown.path("capabilities");
        if (!listed.isArray() || listed.isEmpty()) {
            return Optional.empty();
        }
        var can = EnumSet.noneOf(Capability.class);
        for (var one : listed) {
            switch (one.asString("")) {
                case "tools" -> can.add(Capability.TOOLS);
                case "thinking" -> can.add(Capability.THINKING);
                case "vision" -> can.add(Capability.VISION);
                default -> {} // completion, insert, embedding: nothing that is asked for here
            }
        }
        return Optional.of(can);
    }
}
