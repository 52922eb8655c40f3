package dev.understudy.web.openai;

import dev.understudy.chat.ToolCall;
import dev.understudy.gateway.Answer;
import dev.understudy.notice.Spoken;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.Json;
import tools.jackson.databind.node.ObjectNode;

/** What whole and streamed completions have in common. Pure functions. */
public final class CompletionJson {
    private CompletionJson() {}

    /**
     * OpenAI's {@code usage}. Open WebUI shows every further key to its user, so those that are
     * added are written for people.
     */
    public static ObjectNode usage(Answer answer) {
        var json = AnswerJson.tokens(answer.usage());
        if (answer.usage().estimated()) {
            json.put("estimated", true);
        }
        if (answer.model() != null) {
            json.put("model_used", answer.model());
        }
        if (answer.quota() != null) {
            json.put("quota", Spoken.usageLine(answer.quota()));
        }
        return json;
    }

    /** A whole tool call. */
    static ObjectNode toolCall(ToolCall call) {
        var json = Json.object().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name()).put("arguments", call.argumentsJson());
        return json;
    }
}
