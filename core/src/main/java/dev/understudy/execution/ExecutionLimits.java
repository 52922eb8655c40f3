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
 */
public record ExecutionLimits(
        int maxAttempts,
        Duration retryDelay,
        int fallbackAfter,
        Duration queryTimeout,
        boolean rescue) {
    /** The same, with rescues. */
    public ExecutionLimits(
            int maxAttempts, Duration retryDelay, int fallbackAfter, Duration queryTimeout) {
        this(maxAttempts, retryDelay, fallbackAfter, queryTimeout, true);
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
        if (retryDelay.isNegative() || !queryTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "the retry delay cannot be negative and the query's time must be positive, got %s and %s"
                            .formatted(retryDelay, queryTimeout));
        }
    }
}
