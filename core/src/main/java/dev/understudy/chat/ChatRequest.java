package dev.understudy.chat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, in no upstream's dialect.
 *
 * @param messages the conversation, oldest first; not empty
 * @param maxTokens the longest piece of the answer, in tokens: what one call may make; at least 1
 * @param maxTokensInAll the longest answer, in tokens, over all pieces; at least {@code maxTokens}
 * @param think how much to think first ({@code true}, {@code false}, {@code low}, {@code medium},
 *     {@code high}); null leaves it to the model
 * @param toolRequired whether the answer must call one of the tools; upstreams that cannot be told
 *     so take it as leave to
 * @param extraFields what the client said beyond that, for upstreams that know it: JSON by the
 *     field's name
 */
public record ChatRequest(
        List<ChatMessage> messages,
        Sampling sampling,
        int maxTokens,
        int maxTokensInAll,
        List<ToolSpec> tools,
        ResponseFormat format,
        @Nullable String think,
        boolean toolRequired,
        Map<String, String> extraFields) {

    /** An answer in one piece, with nothing said beyond that. */
    public ChatRequest(
            List<ChatMessage> messages,
            Sampling sampling,
            int maxTokens,
            List<ToolSpec> tools,
            ResponseFormat format,
            @Nullable String think) {
        this(messages, sampling, maxTokens, maxTokens, tools, format, think, false, Map.of());
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        // Most requests have none, and each change of a request comes by here.
        extraFields =
                extraFields.isEmpty()
                        ? Map.of()
                        : Collections.unmodifiableMap(new TreeMap<>(extraFields));
        toolRequired = toolRequired && !tools.isEmpty();
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
                newMessages,
                sampling,
                maxTokens,
                maxTokensInAll,
                tools,
                format,
                think,
                toolRequired,
                extraFields);
    }

    /** One piece of at most so many tokens. */
    public ChatRequest withMaxTokens(int newMaxTokens) {
        return withLimits(newMaxTokens, newMaxTokens);
    }

    /** The same, as long as an answer in several pieces can get. */
    public ChatRequest withMaxTokensInAll(int newMaxTokensInAll) {
        return withLimits(maxTokens, newMaxTokensInAll);
    }

    private ChatRequest withLimits(int newMaxTokens, int newMaxTokensInAll) {
        return new ChatRequest(
                messages,
                sampling,
                newMaxTokens,
                newMaxTokensInAll,
                tools,
                format,
                think,
                toolRequired,
                extraFields);
    }

    /** The same, of any length: the client has set no limit of its own. */
    public ChatRequest openEnded() {
        return withMaxTokensInAll(Integer.MAX_VALUE);
    }

    public ChatRequest withoutTools() {
        return withTools(List.of(), false);
    }

    /** The same with these tools in place of its own. */
    public ChatRequest withTools(List<ToolSpec> newTools, boolean required) {
        return new ChatRequest(
                messages,
                sampling,
                maxTokens,
                maxTokensInAll,
                newTools,
                format,
                think,
                required,
                extraFields);
    }

    public ChatRequest withoutThinking() {
        return new ChatRequest(
                messages,
                sampling,
                maxTokens,
                maxTokensInAll,
                tools,
                format,
                null,
                toolRequired,
                extraFields);
    }

    public ChatRequest withoutImages() {
        return withMessages(messages.stream().map(ChatMessage::withoutImages).toList());
    }

    /** The same with these extra fields in place of its own. */
    public ChatRequest withExtraFields(Map<String, String> newExtraFields) {
        return new ChatRequest(
                messages,
                sampling,
                maxTokens,
                maxTokensInAll,
                tools,
                format,
                think,
                toolRequired,
                newExtraFields);
    }

    /** The same with those of its extra fields that are {@code known}. */
    public ChatRequest withExtraFieldsAmong(Set<String> known) {
        if (known.containsAll(extraFields.keySet())) {
            return this;
        }
        var kept = new TreeMap<>(extraFields);
        kept.keySet().retainAll(known);
        return withExtraFields(kept);
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
