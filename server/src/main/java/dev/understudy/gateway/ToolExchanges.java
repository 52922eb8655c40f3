package dev.understudy.gateway;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Role;
import dev.understudy.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts into plain words what was done with tools, for a model that knows none: its template would
 * leave those messages out, and with them what is known already. Pure.
 */
final class ToolExchanges {
    private ToolExchanges() {}

    /** The conversation without calls and roles of tools; their results are told by the user. */
    static List<ChatMessage> told(List<ChatMessage> messages) {
        Map<String, ToolCall> calls = new HashMap<>();
        var plain = new ArrayList<ChatMessage>();
        var results = new ArrayList<String>();
        for (var message : messages) {
            message.toolCalls().forEach(call -> calls.put(call.id(), call));
            var answered = message.toolCallId();
            if (message.role() == Role.TOOL && answered != null) {
                results.add(result(calls.get(answered), message.text()));
                continue;
            }
            tell(results, plain);
            if (message.toolCalls().isEmpty()) {
                plain.add(message);
            } else if (!message.text().isBlank()) {
                plain.add(ChatMessage.assistant(message.text()));
            }
        }
        tell(results, plain);
        return plain.isEmpty() ? messages : List.copyOf(plain);
    }

    private static String result(@Nullable ToolCall call, String text) {
        return call == null
                ? "A tool gave: " + text
                : "%s %s gave: %s".formatted(call.name(), call.argumentsJson(), text);
    }

    private static void tell(List<String> results, List<ChatMessage> plain) {
        if (!results.isEmpty()) {
            plain.add(ChatMessage.user(String.join("\n", results)));
            results.clear();
        }
    }
}
