package dev.understudy.health;

import java.time.Duration;

/**
 * How a model is, for people and dashboards.
 *
 * @param condition the breaker's state
 * @param failuresInARow failures since the last success; 0 unless closed
 * @param retryIn until the next attempt is let through; zero where it would be now, or where nobody
 *     knows
 * @param recoveries how often the breaker has closed again since the start
 */
public record HealthStatus(
        Condition condition, int failuresInARow, Duration retryIn, long recoveries) {
    /** The circuit breaker's terms. */
    public enum Condition {
        CLOSED("closed"),
        OPEN("open"),
        HALF_OPEN("half-open"),
        /** By the operator; no term of circuit breakers. */
        TAKEN_OUT("taken-out");

        private final String wireName;

        Condition(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
