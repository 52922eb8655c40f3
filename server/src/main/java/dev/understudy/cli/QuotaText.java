package dev.understudy.cli;

import dev.understudy.quota.LimitScope;
import tools.jackson.databind.JsonNode;

/** Limits for a person at a terminal, from what the API says of them. Pure. */
final class QuotaText {
    private QuotaText() {}

    /** All limits of today, or the one that was changed. */
    static String of(JsonNode told) {
        if (!told.has("limits")) {
            return "%s: %d until %s, no longer %d; %d are used%n"
                    .formatted(
                            name(told),
                            told.path("limit").asLong(),
                            told.path("until").asString(""),
                            told.path("before").asLong(),
                            told.path("used").asLong());
        }
        var text = new StringBuilder();
        text.append("Limits until %s%n".formatted(told.at("/window/end").asString("")));
        for (var limit : told.path("limits")) {
            text.append("  %s%n".formatted(line(limit)));
        }
        return text.toString();
    }

    /** One limit, and whether it was changed for today. */
    static String line(JsonNode limit) {
        long used = limit.path("used").asLong();
        long size = limit.path("limit").asLong();
        var line =
                "%-44s %,d/%,d, %,d left"
                        .formatted(name(limit), used, size, Math.max(0, size - used));
        return limit.path("changed").asBoolean(false)
                ? line + ", today only; configured: " + limit.path("configured").asLong()
                : line;
    }

    private static String name(JsonNode limit) {
        var whose = limit.path("scope").asString("");
        var name = Terminal.harmless(limit.path("name").asString("")).replaceAll("[\\n\\t]", " ");
        if (whose.equals(LimitScope.SHARED.wireName())) {
            name = "(without the reserve)";
        }
        return "%s, %s%s"
                .formatted(
                        limit.path("unit").asString(""), whose, name.isEmpty() ? "" : " " + name);
    }
}
