package dev.understudy.output;

import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.UsageCounts;
import dev.understudy.usage.UsageDay;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageName;
import dev.understudy.usage.UsagePart;
import tools.jackson.databind.node.ObjectNode;

/** The history of usage as JSON, for the API and the command line. */
public final class HistoryJson {
    private HistoryJson() {}

    public static ObjectNode of(UsageHistory history) {
        var json =
                Json.object()
                        .put("by", history.by().map(HistoryBy::wireName).orElse(null))
                        .put("zone", history.days().getLast().window().zone().toString());
        put(json.putObject("total"), history.total());
        var days = json.putArray("days");
        for (var day : history.days()) {
            put(days.addObject(), day, history.by().isPresent());
        }
        return json;
    }

    private static void put(ObjectNode json, UsageDay day, boolean divided) {
        json.put("date", day.date().toString())
                .put("start", day.window().start().toString())
                .put("end", day.window().end().toString());
        put(json, day.counts());
        if (divided) {
            var parts = json.putArray("parts");
            day.parts().forEach(part -> put(parts.addObject(), part));
        }
    }

    private static void put(ObjectNode json, UsagePart part) {
        switch (part.name()) {
            case UsageName.Named(String name) -> json.put("name", name);
            case UsageName.Nameless() -> json.putNull("name");
            case UsageName.Others() -> json.putNull("name").put("others", true);
        }
        put(json, part.counts());
    }

    private static void put(ObjectNode json, UsageCounts counts) {
        json.put("requests", counts.requests())
                .put("attempts", counts.attempts())
                .put("queries", counts.queries())
                .put("prompt_tokens", counts.promptTokens())
                .put("completion_tokens", counts.completionTokens())
                .put("total_tokens", counts.totalTokens())
                .put("estimated_share", counts.estimatedShare())
                .put("fallback_count", counts.fallbacks());
    }
}
