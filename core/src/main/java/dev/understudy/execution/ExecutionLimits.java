package dev.understudy.execution;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param maxAttempts attempts over all models; at least 1
 * @param retryDelay the wait before the second attempt on the same model; each further one waits
 *     once more as long. Zero: no wait
 * @param fallbackAfter failures of this query on the primary after which it goes to the next model;
 *     at least 1
 * @param queryTimeout from the question to the end of the answer
 * @param rescue whether an answer that breaks off after visible text is gone on with
 * @param continuations how often in all an answer that was cut by its length is gone on with; zero:
 *     never
 */
public record ExecutionLimits(
        int maxAttempts,
        Duration retryDelay,
        int fallbackAfter,
        Duration queryTimeout,
        boolean rescue,
        int continuations) {
    /** The usual number of continuations. */
    public static final int USUAL_CONTINUATIONS = 3;

    /** The same, with rescues and the usual continuations. */
    public ExecutionLimits(
            int maxAttempts, Duration retryDelay, int fallbackAfter, Duration queryTimeout) {
        this(maxAttempts, retryDelay, fallbackAfter, queryTimeout, true, USUAL_CONTINUATIONS);
    }

    public ExecutionLimits {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "maxAttempts must be at least 1, got " + maxAttempts);
        }
        if (fallbackAfter < 1) {
            throw new IllegalArgumentException(
                    "fallbackAfter must be at least 1, got " + fallbackAfter);
        }
        if (continuations < 0) {
            throw new IllegalArgumentException(
                    "continuations cannot be negative, got " + continuations);
        }
        if (retryDelay.isNegative() || !queryTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "the retry delay cannot be negative and the query's time must be positive, got %s and %s"
                            .formatted(retryDelay, queryTimeout));
        }
    }
}
