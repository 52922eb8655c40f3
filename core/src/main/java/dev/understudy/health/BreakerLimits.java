package dev.understudy.health;

import java.time.Duration;

/**
 * When a breaker opens and for how long.
 *
 * @param threshold consecutive failures that open it; at least 1
 * @param coolDown how long it stays open at first
 * @param coolDownMax where the doubling of the cool-down ends
 * @param probeLease after how long a probe that nobody ended is given up and another is let through
 */
public record BreakerLimits(
        int threshold, Duration coolDown, Duration coolDownMax, Duration probeLease) {

    /** However long a provider asks to be left alone, it is asked again after this. */
    static final Duration LONGEST_STATED = Duration.ofHours(24);

    public BreakerLimits {
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold must be at least 1, got " + threshold);
        }
        if (!coolDown.isPositive() || coolDownMax.compareTo(coolDown) < 0) {
            throw new IllegalArgumentException(
                    "the cool-down must be positive and at most its cap, got %s and %s"
                            .formatted(coolDown, coolDownMax));
        }
        if (!probeLease.isPositive()) {
            throw new IllegalArgumentException("the probe lease must be positive");
        }
    }
}
