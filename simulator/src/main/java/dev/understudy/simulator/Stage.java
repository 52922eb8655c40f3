package dev.understudy.simulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Decides what is played for a request: first what the server checks by itself (JSON, model,
 * capabilities, length), then the rules, then the model's script. Thread-safe.
 */
final class Stage {
    private final Cast cast;
    private final Catalogue catalogue;
    private final AtomicLong calls = new AtomicLong();

    Stage(Cast cast) {
        this.cast = cast;
        this.catalogue = new Catalogue(cast);
    }

    Score score(RecordedRequest request, JsonNode json) {
        var chatWire = Wire.ofChat(request.method(), request.path());
        if (chatWire.isEmpty()) {
            return aboutModels(request, json);
        }
        var wire = chatWire.get();
        if (!json.isObject()) {
            return error(
                    wire,
                    400,
                    request.body().isBlank()
                            ? "missing request body"
                            : "invalid request: the body is not a JSON object");
        }
        if (request.model().isEmpty()) {
            return error(wire, 400, "model is required");
        }
        var part = cast.part(request.model());
        var model =
                part.map(Cast.Part::model).orElseGet(() -> SimulatedModel.named(request.model()));
        var call = new ChatCall(wire, model, json, request.receivedAt(), calls.incrementAndGet());
        var refusal = part.isPresent() ? call.refusal() : Optional.<String>empty();
        if (refusal.isPresent()) {
            return error(wire, 400, refusal.get());
        }
        var rule = cast.rule(request);
        if (rule.isPresent()) {
            return ScoreWriter.write(rule.get(), call);
        }
        if (part.isEmpty()) {
            return error(wire, 404, "model '%s' not found".formatted(request.model()));
        }
        if (call.load()) {
            return load(call);
        }
        cast.load(model, call.context());
        return ScoreWriter.write(part.get().script().next(), call);
    }

    private Score load(ChatCall call) {
        return switch (call.wire()) {
            case OpenAiWire wire -> error(wire, 400, "[] is too short - 'messages'");
            case OllamaWire wire -> {
                if (call.unload()) {
                    cast.unload(call.model());
                } else {
                    cast.load(call.model(), call.context());
                }
                yield Score.body(200, Json.bytes(wire.loaded(call)));
            }
        };
    }

    /** A rule may make these fail, be slow or silent; one that says something changes nothing. */
    private Score aboutModels(RecordedRequest request, JsonNode json) {
        var regular = catalogue.answer(request);
        return cast.rule(request)
                .map(behaviour -> ScoreWriter.instead(regular, behaviour, call(request, json)))
                .orElse(regular);
    }

    private ChatCall call(RecordedRequest request, JsonNode json) {
        return new ChatCall(
                Wire.ofPath(request.path()),
                SimulatedModel.named(request.model().isEmpty() ? "none" : request.model()),
                json,
                request.receivedAt(),
                0);
    }

    private static Score error(Wire wire, int status, String message) {
        return Score.body(status, wire.error(status, message));
    }
}
