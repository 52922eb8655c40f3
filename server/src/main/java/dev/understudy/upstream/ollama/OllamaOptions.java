package dev.understudy.upstream.ollama;

import org.jspecify.annotations.Nullable;

/**
 * How an Ollama server is spoken to, and the bounds of what is taken from it.
 *
 * @param apiKey sent as {@code Authorization: Bearer}, as ollama.com wants it; null = none. Never
 *     shown by {@link #toString}
 * @param localNumCtx {@code num_ctx} in tokens of every model that is not metered. One constant,
 *     because Ollama loads a model anew when it changes
 * @param mostConnections open at one time
 * @param mostWaiting calls that wait for a connection; beyond them a call fails at once
 * @param longestLineBytes one line of an answer; beyond it the answer is broken
 * @param longestAnswerBytes a whole answer, as it is on the wire
 */
public record OllamaOptions(
        @Nullable String apiKey,
        int localNumCtx,
        int mostConnections,
        int mostWaiting,
        int longestLineBytes,
        long longestAnswerBytes) {

    /** No key; 16,384 tokens; 512 connections, as many as Ollama queues; 1 MiB; 64 MiB. */
    public static final OllamaOptions DEFAULT =
            new OllamaOptions(null, 16_384, 512, 1_024, 1024 * 1024, 64L * 1024 * 1024);

    public OllamaOptions {
        if (apiKey != null && !sendable(apiKey)) {
            throw new IllegalArgumentException(
                    "the API key of Ollama must be visible ASCII without spaces");
        }
        requireAtLeast("local num_ctx", localNumCtx, 256);
        requireAtLeast("most connections", mostConnections, 1);
        requireAtLeast("most waiting calls", mostWaiting, 0);
        requireAtLeast("longest line in bytes", longestLineBytes, 1_024);
        requireAtLeast("longest answer in bytes", longestAnswerBytes, longestLineBytes);
    }

    public OllamaOptions withApiKey(String newApiKey) {
        return new OllamaOptions(
                newApiKey,
                localNumCtx,
                mostConnections,
                mostWaiting,
                longestLineBytes,
                longestAnswerBytes);
    }

    public OllamaOptions withLocalNumCtx(int tokens) {
        return new OllamaOptions(
                apiKey, tokens, mostConnections, mostWaiting, longestLineBytes, longestAnswerBytes);
    }

    public OllamaOptions withConnections(int most, int waiting) {
        return new OllamaOptions(
                apiKey, localNumCtx, most, waiting, longestLineBytes, longestAnswerBytes);
    }

    public OllamaOptions withBounds(int lineBytes, long answerBytes) {
        return new OllamaOptions(
                apiKey, localNumCtx, mostConnections, mostWaiting, lineBytes, answerBytes);
    }

    @Override
    public String toString() {
        return "OllamaOptions[apiKey=%s, localNumCtx=%d, mostConnections=%d, mostWaiting=%d, longestLineBytes=%d, longestAnswerBytes=%d]"
                .formatted(
                        apiKey == null ? "none" : "***",
                        localNumCtx,
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
