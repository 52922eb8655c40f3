package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoints that tell of models instead of asking them. Shapes after api/types.go and
 * server/routes.go of ollama fb307609.
 */
final class Catalogue {
    private static final String VERSION = "0.0.0-simulator";
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BYTES = 2_019_393_189L;
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    private final Cast cast;

    Catalogue(Cast cast) {
        this.cast = cast;
    }

    Score answer(RecordedRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /", "HEAD /" -> Score.body(200, "Ollama is running".getBytes(UTF_8));
            case "GET /api/version" -> json(Json.object().put("version", VERSION));
            case "GET /api/tags" -> json(tags());
            case "GET /api/ps" -> json(loaded(request.receivedAt()));
            case "POST /api/show" -> show(request);
            case "GET /v1/models" -> json(list());
            default ->
                    request.method().equals("GET") && request.path().startsWith("/v1/models/")
                            ? one(request.path().substring("/v1/models/".length()))
                            : unknown(request.path());
        };
    }

    private ObjectNode tags() {
        var tags = Json.object();
        var models = tags.putArray("models");
        for (var model : cast.models()) {
            var entry = models.addObject().put("name", model.name()).put("model", model.name());
            remote(entry, model);
            entry.put("modified_at", MADE.toString())
                    .put("size", model.cloud() ? 384 : BYTES)
                    .put("digest", digest(model));
            entry.set("details", details(model));
            entry.set("capabilities", capabilities(model));
        }
        return tags;
    }

    private ObjectNode loaded(Instant now) {
        var running = Json.object();
        var models = running.putArray("models");
        cast.loaded()
                .forEach((model, context) -> {
                    var entry =
                            models.addObject()
                                    .put("name", model.name())
                                    .put("model", model.name())
                                    .put("size", BYTES)
                                    .put("digest", digest(model));
                    entry.set("details", details(model));
                    entry.put("expires_at", now.plus(KEEP_ALIVE).toString())
                            .put("size_vram", BYTES)
                            .put("context_length", context);
                });
        return running;
    }

    private Score show(RecordedRequest request) {
        var json = request.json();
        if (!json.isObject()) {
            return error(request, 400, "the request is not a JSON object");
        }
        var name = json.path("model").asString(json.path("name").asString(""));
        if (name.isEmpty()) {
            return error(request, 400, "model is required");
        }
        var model = cast.part(name).map(Cast.Part::model);
        return model.isPresent()
                ? json(shown(model.get()))
                : error(request, 404, "model '%s' not found".formatted(name));
    }

    private static ObjectNode shown(SimulatedModel model) {
        var shown = Json.object().put("modelfile", "FROM " + model.name());
        remote(shown, model);
        shown.set("details", details(model));
        shown.putObject("model_info")
                .put("general.architecture", model.family())
                .put(model.family() + ".context_length", model.contextLength());
        shown.set("capabilities", capabilities(model));
        return shown.put("modified_at", MADE.toString());
    }

    private ObjectNode list() {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        cast.models().forEach(model -> data.add(entry(model)));
        return list;
    }

    private Score one(String name) {
        Optional<ObjectNode> entry = cast.part(name).map(part -> entry(part.model()));
        return entry.map(Catalogue::json)
                .orElseGet(() ->
                        Score.body(
                                404,
                                OpenAiWire.INSTANCE.error(
                                        404, "model '%s' not found".formatted(name))));
    }

    private static ObjectNode entry(SimulatedModel model) {
        return Json.object()
                .put("id", model.name())
                .put("object", "model")
                .put("created", MADE.getEpochSecond())
                .put("owned_by", "library");
    }

    private static Score unknown(String path) {
        return path.startsWith("/v1/")
                ? Score.body(404, OpenAiWire.INSTANCE.error(404, "unknown path " + path))
                : Score.body(404, "404 page not found".getBytes(UTF_8));
    }

    private static void remote(ObjectNode entry, SimulatedModel model) {
        if (model.cloud()) {
            entry.put("remote_model", model.nameInReplies())
                    .put("remote_host", "https://ollama.com:443");
        }
    }

    private static ObjectNode details(SimulatedModel model) {
        var details =
                Json.object()
                        .put("parent_model", "")
                        .put("format", "gguf")
                        .put("family", model.family());
        details.putArray("families").add(model.family());
        return details.put("parameter_size", model.parameterSize())
                .put("quantization_level", "Q4_K_M");
    }

    private static JsonNode capabilities(SimulatedModel model) {
        var capabilities = Json.array();
        new TreeSet<>(model.capabilities()).forEach(capabilities::add);
        return capabilities;
    }

    private static String digest(SimulatedModel model) {
        return "%064x".formatted(model.name().hashCode() & 0xffff_ffffL);
    }

    private static Score json(JsonNode json) {
        return Score.body(200, Json.bytes(json));
    }

    private static Score error(RecordedRequest request, int status, String message) {
        return Score.body(status, Wire.ofPath(request.path()).error(status, message));
    }
}
