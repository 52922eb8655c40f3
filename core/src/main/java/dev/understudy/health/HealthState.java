package dev.understudy.health;

import dev.understudy.failure.CallFailure;

/**
 * One state of a circuit breaker, as an immutable value: each event gives the state after it. Times
 * are readings of a {@link dev.understudy.time.Ticker}, in nanoseconds.
 */
sealed interface HealthState permits ClosedState, OpenState, HalfOpenState, TakenOutState {
    /** What an attempt that wants to begin at {@code now} is told, and the state after that. */
    Answer acquire(long now);

    /** An attempt of this epoch went well. */
    HealthState succeeded();

    /** An attempt of this epoch failed in a way that says something about the model. */
    HealthState failed(CallFailure failure, long now);

    /** An attempt of this epoch ended without saying anything about the model. */
    HealthState ignored(long now);

    /** Counts the changes of state. */
    long epoch();

    /** A permission and the state after giving it. */
    record Answer(Permission permission, HealthState next) {}
}
