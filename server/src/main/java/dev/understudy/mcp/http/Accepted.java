package dev.understudy.mcp.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client reads. The protocol wants clients to take both; one that takes only one of them is
 * served too.
 */
record Accepted(boolean json, boolean events) {
    /**
     * @param header {@code Accept}; null, when it was not sent, for anything
     */
    static Accepted of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Accepted(true, true);
        }
        var accept = header.toLowerCase(Locale.ROOT);
        boolean anything = accept.contains("*/*");
        return new Accepted(
                anything || accept.contains("application/json") || accept.contains("application/*"),
                anything || accept.contains("text/event-stream") || accept.contains("text/*"));
    }

    boolean nothing() {
        return !json && !events;
    }
}
