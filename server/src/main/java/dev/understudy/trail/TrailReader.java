package dev.understudy.trail;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.TrailEvent.Obstacle;
import dev.understudy.usage.TrailEvent.WaitReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link TrailJson} wrote. */
public final class TrailReader {
    private static final JsonMapper MAPPER = new JsonMapper();

    private TrailReader() {}

    /**
     * Reads a trail. Entries of kinds that are not known here, which a newer program wrote, are
     * told as left out.
     *
     * @throws tools.jackson.core.JacksonException where it is no JSON
     * @throws IllegalArgumentException where it is no trail
     */
    public static Trail read(String text) {
        var entries = new ArrayList<TrailEntry>();
        for (var json : MAPPER.readTree(text)) {
            entries.add(new TrailEntry(json.path("ms").asLong(0), event(json)));
        }
        return new Trail(entries);
    }

    private static TrailEvent event(JsonNode json) {
        var model = text(json, "model");
        return switch (text(json, "kind")) {
            case "attempt_began" ->
                    new TrailEvent.AttemptBegan(
                            json.path("attempt").asInt(0),
                            model,
                            json.path("metered").asBoolean(false));
            case "attempt_ended" ->
                    new TrailEvent.AttemptEnded(
                            json.path("attempt").asInt(0),
                            model,
                            text(json, "result"),
                            usage(json));
            case "waiting" ->
                    new TrailEvent.Waiting(
                            json.path("wait_ms").asLong(0),
                            model,
                            constant(WaitReason.values(), WaitReason::wireName, json));
            case "passed_over" ->
                    new TrailEvent.PassedOver(
                            model,
                            constant(Obstacle.values(), Obstacle::wireName, json),
                            number(json, "retry_in_ms"));
            case "adapted" ->
                    new TrailEvent.Adapted(
                            model,
                            json.path("without").valueStream().map(it -> it.asString("")).toList());
            case "trimmed" -> new TrailEvent.Trimmed(model, json.path("turns").asInt(0));
            case "turns_left_out" ->
                    new TrailEvent.TurnsLeftOut(model, json.path("turns").asInt(0));
            case "rescued" -> new TrailEvent.Rescued(model);
            case "continued" -> new TrailEvent.Continued(model);
            case "team_step" -> teamStep(json);
            case "left_out" -> new TrailEvent.LeftOut(json.path("entries").asInt(0));
            case "stopped" ->
                    new TrailEvent.Stopped(
                            text(json, "outcome"), json.has("why") ? text(json, "why") : null);
            default -> new TrailEvent.LeftOut(1);
        };
    }

    private static TrailEvent teamStep(JsonNode json) {
        return new TrailEvent.TeamStep(
                text(json, "step"),
                json.has("rows") ? json.path("rows").asInt(0) : null,
                number(json, "took_ms"));
    }

    private static TokenUsage usage(JsonNode json) {
        return new TokenUsage(
                json.path("prompt_tokens").asLong(0),
                json.path("completion_tokens").asLong(0),
                json.path("estimated").asBoolean(false));
    }

    private static <T> T constant(T[] all, Function<T, String> wireName, JsonNode json) {
        var why = text(json, "why");
        return Arrays.stream(all)
                .filter(one -> wireName.apply(one).equals(why))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a reason: " + why));
    }

    private static @Nullable Long number(JsonNode json, String name) {
        return json.has(name) ? json.path(name).asLong(0) : null;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }
}
