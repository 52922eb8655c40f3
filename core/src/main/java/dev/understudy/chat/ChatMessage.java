package dev.understudy.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param text what was said; empty where only tools were called
 * @param images pictures of a user's message
 * @param toolCalls what an assistant's message asked for
 * @param toolCallId which call a tool's message answers; null for every other role
 */
public record ChatMessage(
        Role role,
        String text,
        List<Image> images,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {

    public ChatMessage {
        images = List.copyOf(images);
        toolCalls = List.copyOf(toolCalls);
    }

    private static ChatMessage plain(Role role, String text) {
        return new ChatMessage(role, text, List.of(), List.of(), null);
    }

    public static ChatMessage system(String text) {
        return plain(Role.SYSTEM, text);
    }

    public static ChatMessage user(String text) {
        return plain(Role.USER, text);
    }

    public static ChatMessage assistant(String text) {
        return plain(Role.ASSISTANT, text);
    }

    /** The result of a tool. */
    public static ChatMessage tool(String toolCallId, String text) {
        return new ChatMessage(Role.TOOL, text, List.of(), List.of(), toolCallId);
    }

    public ChatMessage withText(String newText) {
        return new ChatMessage(role, newText, images, toolCalls, toolCallId);
    }

    public ChatMessage withoutImages() {
        return new ChatMessage(role, text, List.of(), toolCalls, toolCallId);
    }
}
