package dev.understudy.gateway;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import java.util.List;

/**
 * What a model replied to one call.
 *
 * @param text without its thinking; empty where it only called tools
 * @param model the model that replied
 */
public record ModelReply(
        String text,
        List<ToolCall> toolCalls,
        FinishReason finish,
        TokenUsage usage,
        String model) {
    public ModelReply {
        toolCalls = List.copyOf(toolCalls);
    }
}
