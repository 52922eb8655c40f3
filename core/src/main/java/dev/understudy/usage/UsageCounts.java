package dev.understudy.usage;

/**
 * What was used, summed up.
 *
 * @param requests places taken in the quota: settled and outstanding
 * @param attempts attempts of any model, however they ended, and those that run
 * @param queries queries that ended
 * @param promptTokens tokens of all models in
 * @param completionTokens tokens of all models out
 * @param estimatedAttempts attempts whose tokens are estimated
 * @param fallbacks queries answered by a fallback
 */
public record UsageCounts(
        long requests,
        long attempts,
        long queries,
        long promptTokens,
        long completionTokens,
        long estimatedAttempts,
        long fallbacks) {
    public static final UsageCounts NONE = new UsageCounts(0, 0, 0, 0, 0, 0, 0);

    public UsageCounts plus(UsageCounts other) {
        return new UsageCounts(
                requests + other.requests,
                attempts + other.attempts,
                queries + other.queries,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                estimatedAttempts + other.estimatedAttempts,
                fallbacks + other.fallbacks);
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    /** The share of the attempts whose tokens are estimated, 0 to 1; 0 without attempts. */
    public double estimatedShare() {
        return attempts == 0 ? 0 : (double) estimatedAttempts / attempts;
    }
}
