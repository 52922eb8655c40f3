package dev.understudy.upstream.http;

import org.jspecify.annotations.Nullable;

/**
 * How a server is reached, and the bounds of what is taken from it.
 *
 * @param apiKey sent as {@code Authorization: Bearer}; null = none. Never shown by {@link
 *     #toString}
 * @param mostConnections open at one time
 * @param mostWaiting calls that wait for a connection; beyond them a call fails at once
 * @param longestLineBytes one line of an answer; beyond it the answer is broken
 * @param longestAnswerBytes a whole answer, as it is on the wire
 */
public record HttpOptions(
        @Nullable String apiKey,
        int mostConnections,
        int mostWaiting,
        int longestLineBytes,
        long longestAnswerBytes) {

    /** No key; 512 connections, as many as Ollama queues; 1 MiB; 64 MiB. */
    public static final HttpOptions DEFAULT =
            new HttpOptions(null, 512, 1_024, 1024 * 1024, 64L * 1024 * 1024);

    public HttpOptions {
        if (apiKey != null && !sendable(apiKey)) {
            throw new IllegalArgumentException(
                    "the API key of an upstream must be visible ASCII without spaces");
        }
        requireAtLeast("most connections", mostConnections, 1);
        requireAtLeast("most waiting calls", mostWaiting, 0);
        requireAtLeast("longest line in bytes", longestLineBytes, 1_024);
        requireAtLeast("longest answer in bytes", longestAnswerBytes, longestLineBytes);
    }

    public HttpOptions withApiKey(String newApiKey) {
        return new HttpOptions(
                newApiKey, mostConnections, mostWaiting, longestLineBytes, longestAnswerBytes);
    }

    public HttpOptions withConnections(int most, int waiting) {
        return new HttpOptions(apiKey, most, waiting, longestLineBytes, longestAnswerBytes);
    }

    public HttpOptions withBounds(int lineBytes, long answerBytes) {
        return new HttpOptions(apiKey, mostConnections, mostWaiting, lineBytes, answerBytes);
    }

    @Override
    public String toString() {
        return "HttpOptions[apiKey=%s, mostConnections=%d, mostWaiting=%d, longestLineBytes=%d, longestAnswerBytes=%d]"
                .formatted(
                        apiKey == null ? "none" : "***",
                        mostConnections,
                        mostWaiting,
                        longestLineBytes,
                        longestAnswerBytes);
    }

    private static boolean sendable(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static void requireAtLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s must be at least %d, got %d".formatted(what, least, value));
        }
    }
}
