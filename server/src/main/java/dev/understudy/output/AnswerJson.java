package dev.understudy.output;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.Answer;
import dev.understudy.notice.Notice;
import dev.understudy.quota.QuotaStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands beside an answer: its tokens, and the {@code understudy} object that says how it came
 * about. Pure functions.
 */
public final class AnswerJson {
    private AnswerJson() {}

    /**
     * The {@code understudy} object.
     *
     * @param route what was asked for by name
     * @param response the answer's text; null leaves it out
     * @param error what the user is told in place of an answer; null for none, and then left out
     * @param longestRows characters of rows that it may hold; longer ones are left out
     */
    public static ObjectNode understudy(
            Answer answer,
            String route,
            @Nullable String response,
            @Nullable String error,
            List<Notice> notices,
            int longestRows) {
        var json = Json.object();
        json.put("success", answer.outcome().isAnswer());
        if (response != null) {
            json.put("response", response);
        }
        if (error != null) {
            json.put("error", error);
        }
        json.put("routed_to", answer.team() == null ? route : answer.team())
                .put("attempt", answer.attempts())
                .put("model_used", answer.model())
                .put("fallback_attempted", answer.fallbackAttempted());
        var quota = quotaAfter(answer);
        if (quota != null) {
            json.set("quota_status", quota(quota));
        }
        json.put("query_id", answer.queryId()).put("outcome", answer.outcome().wireName());
        json.set("notices", notices(json.arrayNode(), notices));
        json.set("usage", usage(answer.usage()));
        var findings = answer.findings();
        if (findings != null) {
            json.put("source", findings.source()).put("sql", findings.sql());
            ResultJson.put(json, findings.table(), longestRows);
        }
        return json;
    }

    /** The limit that refused, where one did: another one may stand no better. */
    private static @Nullable QuotaStatus quotaAfter(Answer answer) {
        return answer.outcome() instanceof Outcome.QuotaSpent(var status) ? status : answer.quota();
    }

    private static ArrayNode notices(ArrayNode array, List<Notice> notices) {
        for (var notice : notices) {
            array.addObject()
                    .put("kind", notice.kind().wireName())
                    .put("title", notice.title())
                    .put("text", notice.text());
        }
        return array;
    }

    /** Where the quota stands; the share is 0 to 1. */
    public static ObjectNode quota(QuotaStatus status) {
        return Json.object()
                .put("exceeded", status.exceeded())
                .put("approaching", status.approaching())
                .put("percentage", status.percentage())
                .put("remaining", status.remaining())
                .put("used", status.used())
                .put("limit", status.limit())
                .put("unit", status.name().unit().wireName())
                .put("scope", status.name().scope().wireName());
    }

    /** Tokens, and whether they were counted by us. */
    public static ObjectNode usage(TokenUsage usage) {
        return tokens(usage).put("estimated", usage.estimated());
    }

    /** Tokens by their names in OpenAI's API. */
    public static ObjectNode tokens(TokenUsage usage) {
        return Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens());
    }
}
