package dev.understudy.health;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Remedy;
import java.time.Duration;

/** The model is well: everybody may call it; failures in a row are counted. */
record ClosedState(BreakerLimits limits, long epoch, int failuresInARow) implements HealthState {
    @Override
    public Answer acquire(long now) {
        return new Answer(new Permission.Allowed(epoch, false), this);
    }

    @Override
    public HealthState succeeded() {
        return failuresInARow == 0 ? this : new ClosedState(limits, epoch, 0);
    }

    @Override
    public HealthState failed(CallFailure failure, long now) {
        if (failure.remedy() instanceof Remedy.NextModel(var openFor)) {
            return OpenState.leaveAlone(limits, epoch + 1, limits.coolDown(), openFor, now);
        }
        int failures = failuresInARow + 1;
        if (failures < limits.threshold()) {
            return new ClosedState(limits, epoch, failures);
        }
        Duration stated =
                failure.remedy() instanceof Remedy.RetryAfter(var delay) ? delay : Duration.ZERO;
        return OpenState.leaveAlone(limits, epoch + 1, limits.coolDown(), stated, now);
    }

    @Override
    public HealthState ignored(long now) {
        return this;
    }
}
