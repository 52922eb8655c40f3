package dev.understudy.health;

import dev.understudy.failure.CallFailure;

/**
 * The operator has taken the model out: nobody calls it, no probe either, until it is put back. It
 * says nothing about whether the model is well.
 */
record TakenOutState(BreakerLimits limits, long epoch) implements HealthState {
    @Override
    public Answer acquire(long now) {
        return new Answer(new Permission.TakenOut(), this);
    }

    /** No attempt belongs to this state; what began before it says nothing about it. */
    @Override
    public HealthState succeeded() {
        return this;
    }

    @Override
    public HealthState failed(CallFailure failure, long now) {
        return this;
    }

    @Override
    public HealthState ignored(long now) {
        return this;
    }
}
