package dev.understudy.web.openai;

import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for by {@code POST /chat/completions}.
 *
 * @param model the model's id as asked for
 * @param includeUsage whether a stream is to end with a chunk of token counts
 * @param user what the {@code user} field says; null where it says nothing
 * @param userIsObject whether that field was an object, which only Open WebUI sends
 * @param clientTools whether the client brought tools of its own
 */
public record ChatBody(
        String model,
        boolean stream,
        boolean includeUsage,
        @Nullable String user,
        boolean userIsObject,
        boolean clientTools,
        ChatRequest request) {

    /** Whether the answer is read by a program that takes every character for the answer. */
    public boolean forPrograms() {
        return clientTools || !(request.format() instanceof ResponseFormat.PlainText);
    }
}
