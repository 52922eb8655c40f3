package dev.understudy.chat;

/**
 * Tokens that a call, an attempt or a query used.
 *
 * @param estimated whether any part of it was estimated by us, for want of the upstream's own
 *     counts
 */
public record TokenUsage(long promptTokens, long completionTokens, boolean estimated) {
    public static final TokenUsage NONE = new TokenUsage(0, 0, false);

    public TokenUsage {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException(
                    "token counts cannot be negative, got %d and %d"
                            .formatted(promptTokens, completionTokens));
        }
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                estimated || other.estimated);
    }
}
