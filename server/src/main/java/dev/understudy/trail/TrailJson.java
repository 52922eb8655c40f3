package dev.understudy.trail;

import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import dev.understudy.usage.TrailEvent.AttemptBegan;
import dev.understudy.usage.TrailEvent.AttemptEnded;
import dev.understudy.usage.TrailEvent.PassedOver;
import dev.understudy.usage.TrailEvent.Stopped;
import dev.understudy.usage.TrailEvent.TeamStep;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a trail: an array of objects, each with {@code ms}, {@code kind} and its own fields. */
public final class TrailJson {
    private TrailJson() {}

    public static ArrayNode of(Trail trail) {
        var array = JsonNodeFactory.instance.arrayNode();
        trail.entries().forEach(entry -> array.add(of(entry)));
        return array;
    }

    private static ObjectNode of(TrailEntry entry) {
        var event = entry.event();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ms", entry.millis())
                        .put("kind", event.wireName());
        switch (event) {
            case AttemptBegan(int attempt, var model, boolean metered) ->
                    json.put("attempt", attempt).put("model", model).put("metered", metered);
            case AttemptEnded ended -> put(json, ended);
            case TrailEvent.Waiting(long millis, var model, var why) ->
                    json.put("model", model).put("wait_ms", millis).put("why", why.wireName());
            case PassedOver passed -> put(json, passed);
            case TrailEvent.Adapted(var model, var without) -> {
                var array = json.put("model", model).putArray("without");
                without.forEach(array::add);
            }
            case TrailEvent.Trimmed(var model, int turns) ->
                    json.put("model", model).put("turns", turns);
            case TrailEvent.TurnsLeftOut(var model, int turns) ->
                    json.put("model", model).put("turns", turns);
            case TrailEvent.Rescued(var model) -> json.put("model", model);
            case TrailEvent.Continued(var model) -> json.put("model", model);
            case TeamStep step -> put(json, step);
            case TrailEvent.LeftOut(int entries) -> json.put("entries", entries);
            case Stopped stopped -> put(json, stopped);
        }
        return json;
    }

    private static void put(ObjectNode json, AttemptEnded ended) {
        json.put("attempt", ended.attempt())
                .put("model", ended.model())
                .put("result", ended.result())
                .put("prompt_tokens", ended.usage().promptTokens())
                .put("completion_tokens", ended.usage().completionTokens())
                .put("estimated", ended.usage().estimated());
    }

    private static void put(ObjectNode json, PassedOver passed) {
        json.put("model", passed.model()).put("why", passed.why().wireName());
        if (passed.retryInMillis() != null) {
            json.put("retry_in_ms", passed.retryInMillis());
        }
    }

    private static void put(ObjectNode json, TeamStep step) {
        json.put("step", step.step());
        if (step.rows() != null) {
            json.put("rows", step.rows());
        }
        if (step.millis() != null) {
            json.put("took_ms", step.millis());
        }
    }

    private static void put(ObjectNode json, Stopped stopped) {
        json.put("outcome", stopped.outcome());
        if (stopped.why() != null) {
            json.put("why", stopped.why());
        }
    }
}
