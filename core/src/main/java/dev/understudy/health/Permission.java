package dev.understudy.health;

import java.time.Duration;

/** What a breaker says to an attempt that wants to begin. */
public sealed interface Permission {
    /**
     * Go ahead, and tell the breaker once how it ended.
     *
     * @param epoch which stretch between two changes of state it belongs to; a result that comes
     *     back in another one says nothing about now
     * @param probe whether this attempt is the one that finds out if the model is well again
     */
    record Allowed(long epoch, boolean probe) implements Permission {}

    /**
     * Not now; the next one is let through after {@code retryIn} (an estimate while a probe runs).
     */
    record Denied(Duration retryIn) implements Permission {}

    /** Not until the operator puts the model back; when that is, nobody knows. */
    record TakenOut() implements Permission {}
}
