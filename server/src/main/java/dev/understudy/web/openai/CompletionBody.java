package dev.understudy.web.openai;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ToolCall;
import dev.understudy.output.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A completion that is sent in one piece.
 *
 * @param id unique; begins with {@code chatcmpl-}
 * @param createdSeconds seconds since 1970
 * @param model the id that was asked for
 * @param content the text; empty where only tools are called
 * @param thinking the thoughts before it; empty for none
 */
public record CompletionBody(
        String id,
        long createdSeconds,
        String model,
        String content,
        String thinking,
        List<ToolCall> toolCalls,
        FinishReason finish) {

    public ObjectNode toJson(ObjectNode usage, ObjectNode understudy) {
        var json = Json.object();
        json.put("id", id)
                .put("object", "chat.completion")
                .put("created", createdSeconds)
                .put("model", model);
        var choice = json.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        message.put("content", content.isEmpty() && !toolCalls.isEmpty() ? null : content);
        message.putNull("refusal");
        if (!thinking.isEmpty()) {
            message.put("reasoning_content", thinking);
        }
        if (!toolCalls.isEmpty()) {
            var calls = message.putArray("tool_calls");
            toolCalls.forEach(call -> calls.add(CompletionJson.toolCall(call)));
        }
        choice.putNull("logprobs").put("finish_reason", finish.wireName());
        json.set("usage", usage);
        json.set("understudy", understudy);
        return json;
    }
}
