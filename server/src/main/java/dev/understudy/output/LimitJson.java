package dev.understudy.output;

import dev.understudy.quota.LimitStatus;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Limits as the API and the command line show them. Pure functions. */
public final class LimitJson {
    private LimitJson() {}

    static ArrayNode of(List<LimitStatus> limits) {
        var array = JsonNodeFactory.instance.arrayNode();
        limits.forEach(limit -> array.add(of(limit)));
        return array;
    }

    /** One limit; {@code name} is null for the global and the shared one. */
    public static ObjectNode of(LimitStatus limit) {
        var status = limit.status();
        var name = status.name();
        return Json.object()
                .put("scope", name.scope().wireName())
                .put("name", name.name().isEmpty() ? null : name.name())
                .put("unit", name.unit().wireName())
                .put("used", status.used())
                .put("limit", status.limit())
                .put("remaining", status.remaining())
                .put("configured", limit.configured())
                .put("changed", limit.changed())
                .put("until", status.window().end().toString());
    }
}
