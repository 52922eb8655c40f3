package dev.understudy.output;

import dev.understudy.quota.Standing;
import dev.understudy.usage.UsageSummary;
import tools.jackson.databind.node.ObjectNode;

/** What was used, as the API and the command line show it. */
public final class UsageJson {
    private UsageJson() {}

    /** All of it; with the names of users and keys, so for an admin alone. */
    public static ObjectNode of(UsageSummary summary) {
        var json = ofAll(summary);
        json.set("limits", LimitJson.of(summary.limits()));
        return json;
    }

    /** The use of all together, and the limits that apply to whoever asks. */
    public static ObjectNode of(UsageSummary summary, Standing own) {
        var json = ofAll(summary);
        json.set("limits", LimitJson.ofOwn(own.limits()));
        return json;
    }

    /** What anybody may see: the use of all together. */
    public static ObjectNode ofAll(UsageSummary summary) {
        var json = Json.object();
        json.set("quota_status", AnswerJson.quota(summary.quota()));
        json.put("requests_today", summary.requestsToday())
                .put("tokens_today", summary.tokensToday())
                .put("requests_total", summary.requestsTotal())
                .put("tokens_total", summary.tokensTotal())
                .put("fallback_count", summary.fallbackCount());
        json.set("window", window(summary));
        return json;
    }

    /** The limits of the window alone. */
    public static ObjectNode limits(UsageSummary summary) {
        var json = Json.object();
        json.set("window", window(summary));
        json.set("limits", LimitJson.of(summary.limits()));
        return json;
    }

    private static ObjectNode window(UsageSummary summary) {
        var window = summary.quota().window();
        return Json.object()
                .put("start", window.start().toString())
                .put("end", window.end().toString())
                .put("zone", window.zone().toString());
    }
}
