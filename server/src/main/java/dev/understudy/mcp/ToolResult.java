package dev.understudy.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a use of a tool gave.
 *
 * @param texts for models and people; one block for each
 * @param structured the same for programs, as the tool's output schema says; null for none
 * @param error whether it failed, and the text says why and what to do
 */
public record ToolResult(List<String> texts, @Nullable ObjectNode structured, boolean error) {
    public ToolResult {
        texts = List.copyOf(texts);
    }

    public static ToolResult of(String text, ObjectNode structured) {
        return new ToolResult(List.of(text), structured, false);
    }

    public static ToolResult problem(String message) {
        return new ToolResult(List.of(message), null, true);
    }

    ObjectNode toJson() {
        var json = RpcJson.object();
        var content = json.putArray("content");
        texts.forEach(text -> content.addObject().put("type", "text").put("text", text));
        if (structured != null) {
            json.set("structuredContent", structured);
        }
        return json.put("isError", error);
    }
}
