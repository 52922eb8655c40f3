package dev.understudy.health;

import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Decides when a fallback is loaded before anybody asks it: a local model that has to be read from
 * disk keeps its first user waiting for many seconds. Times are readings of a {@link
 * dev.understudy.time.Ticker}, in nanoseconds. Pure.
 */
public final class WarmPlan {
    /** A primary that fails again and again must not keep loading. */
    static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    /** Ollama keeps a model for five minutes after its last answer; one minute is left for luck. */
    static final Duration STAYS_WARM = Duration.ofMinutes(4);

    private WarmPlan() {}

    /** Whether a change of the primary's health is the beginning of trouble. */
    public static boolean begins(HealthStatus before, HealthStatus after) {
        return switch (after.condition()) {
            case CLOSED -> before.failuresInARow() == 0 && after.failuresInARow() > 0;
            case OPEN, HALF_OPEN, TAKEN_OUT -> before.condition() == Condition.CLOSED;
        };
    }

    /** The model to warm: the first after the primary that is local and not taken out. */
    public static Optional<ModelProfile> candidate(
            Chain chain, Function<ModelProfile, HealthStatus> health) {
        return chain.models().stream()
                .skip(1)
                .filter(model -> !model.metered())
                .filter(model -> health.apply(model).condition() != Condition.TAKEN_OUT)
                .findFirst();
    }

    /**
     * Whether to warm it now.
     *
     * @param lastWarmed when it was warmed; empty for never
     * @param lastAnswered when it answered; empty for never
     */
    public static boolean due(OptionalLong lastWarmed, OptionalLong lastAnswered, long now) {
        return isOver(lastWarmed, AT_MOST_EVERY, now) && isOver(lastAnswered, STAYS_WARM, now);
    }

    private static boolean isOver(OptionalLong since, Duration duration, long now) {
        return since.isEmpty() || now - since.getAsLong() >= duration.toNanos();
    }
}
