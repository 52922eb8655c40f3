package dev.understudy.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, in no upstream's dialect.
 *
 * @param messages the conversation, oldest first; not empty
 * @param maxTokens the longest piece of the answer, in tokens: what one call may make; at least 1
 * @param maxTokensInAll the longest answer, in tokens, over all pieces; at least {@code maxTokens}
 * @param think how much to think first ({@code true}, {@code false}, {@code low}, {@code medium},
 *     {@code high}); null leaves it to the model
 */
public record ChatRequest(
        List<ChatMessage> messages,
        Sampling sampling,
        int maxTokens,
        int maxTokensInAll,
        List<ToolSpec> tools,
        ResponseFormat format,
        @Nullable String think) {

    /** An answer in one piece. */
    public ChatRequest(
            List<ChatMessage> messages,
            Sampling sampling,
            int maxTokens,
            List<ToolSpec> tools,
            ResponseFormat format,
            @Nullable String think) {
        this(messages, sampling, maxTokens, maxTokens, tools, format, think);
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request needs at least one message");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, got " + maxTokens);
        }
        if (maxTokensInAll < maxTokens) {
            throw new IllegalArgumentException(
                    "maxTokensInAll must be at least maxTokens (%d), got %d"
                            .formatted(maxTokens, maxTokensInAll));
        }
    }

    /** A plain question: no tools, no format, default thinking. */
    public static ChatRequest of(List<ChatMessage> messages, Sampling sampling, int maxTokens) {
        return new ChatRequest(
                messages, sampling, maxTokens, List.of(), new ResponseFormat.PlainText(), null);
    }

    public ChatRequest withMessages(List<ChatMessage> newMessages) {
        return new ChatRequest(
                newMessages, sampling, maxTokens, maxTokensInAll, tools, format, think);
    }

    /** One piece of at most so many tokens. */
    public ChatRequest withMaxTokens(int newMaxTokens) {
        return new ChatRequest(
                messages, sampling, newMaxTokens, newMaxTokens, tools, format, think);
    }

    /** The same, as long as an answer in several pieces can get. */
    public ChatRequest withMaxTokensInAll(int newMaxTokensInAll) {
        return new ChatRequest(
                messages, sampling, maxTokens, newMaxTokensInAll, tools, format, think);
    }

    /** The same, of any length: the client has set no limit of its own. */
    public ChatRequest openEnded() {
        return withMaxTokensInAll(Integer.MAX_VALUE);
    }

    public ChatRequest withoutTools() {
        return new ChatRequest(
                messages, sampling, maxTokens, maxTokensInAll, List.of(), format, think);
    }

    public ChatRequest withoutThinking() {
        return new ChatRequest(messages, sampling, maxTokens, maxTokensInAll, tools, format, null);
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
