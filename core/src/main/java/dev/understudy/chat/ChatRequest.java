package dev.understudy.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, in no upstream's dialect.
 *
 * @param messages the conversation, oldest first; not empty
 * @param maxTokens the longest answer wanted, in tokens; at least 1
 * @param think how much to think first ({@code true}, {@code false}, {@code low}, {@code medium},
 *     {@code high}); null leaves it to the model
 */
public record ChatRequest(
        List<ChatMessage> messages,
        Sampling sampling,
        int maxTokens,
        List<ToolSpec> tools,
        ResponseFormat format,
        @Nullable String think) {

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request needs at least one message");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, got " + maxTokens);
        }
    }

    /** A plain question: no tools, no format, default thinking. */
    public static ChatRequest of(List<ChatMessage> messages, Sampling sampling, int maxTokens) {
        return new ChatRequest(
                messages, sampling, maxTokens, List.of(), new ResponseFormat.PlainText(), null);
    }

    public ChatRequest withMessages(List<ChatMessage> newMessages) {
        return new ChatRequest(newMessages, sampling, maxTokens, tools, format, think);
    }

    public ChatRequest withMaxTokens(int newMaxTokens) {
        return new ChatRequest(messages, sampling, newMaxTokens, tools, format, think);
    }

    public ChatRequest withoutTools() {
        return new ChatRequest(messages, sampling, maxTokens, List.of(), format, think);
    }

    public ChatRequest withoutThinking() {
        return new ChatRequest(messages, sampling, maxTokens, tools, format, null);
    }

    public ChatRequest withoutImages() {
        return withMessages(messages.stream().map(ChatMessage::withoutImages).toList());
    }

    public boolean hasImages() {
        return messages.stream().anyMatch(message -> !message.images().isEmpty());
    }

    /** The text of the last message that a user wrote; empty where there is none. */
    public String lastQuestion() {
        return messages.reversed().stream()
                .filter(message -> message.role() == Role.USER)
                .map(ChatMessage::text)
                .findFirst()
                .orElse("");
    }

    /** Whether nobody has answered yet: such a request starts a conversation. */
    public boolean startsConversation() {
        return messages.stream().noneMatch(message -> message.role() == Role.ASSISTANT);
    }
}
