package dev.understudy.health;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Remedy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One probe is on its way; everybody else goes past the model until it comes back. */
record HalfOpenState(BreakerLimits limits, long epoch, Duration coolDown, long probeSince)
        implements HealthState {

    @Override
    public Answer acquire(long now) {
        long left = probeSince + limits.probeLease().toNanos() - now;
        if (left > 0) {
            // The lease is for a probe that never comes back; most have an answer far sooner.
            var soon = Duration.ofNanos(Math.min(left, coolDown.toNanos()));
            return new Answer(new Permission.Denied(soon), this);
        }
        return new Answer(
                new Permission.Allowed(epoch + 1, true),
                new HalfOpenState(limits, epoch + 1, coolDown, now));
    }

    @Override
    public HealthState succeeded() {
        return new ClosedState(limits, epoch + 1, 0);
    }

    @Override
    public HealthState failed(CallFailure failure, long now) {
        return OpenState.again(limits, epoch + 1, coolDown, stated(failure), now);
    }

    private static @Nullable Duration stated(CallFailure failure) {
        return switch (failure.remedy()) {
            case Remedy.NextModel(var openFor) -> openFor;
            case Remedy.RetryAfter(var delay) -> delay;
            case Remedy.Retry _, Remedy.Adapt _, Remedy.Trim _, Remedy.Stop _ -> null;
        };
    }

    /** The probe was called off: the next attempt probes at once. */
    @Override
    public HealthState ignored(long now) {
        return new OpenState(limits, epoch + 1, coolDown, now);
    }
}
