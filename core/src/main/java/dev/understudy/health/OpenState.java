package dev.understudy.health;

import dev.understudy.failure.CallFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The model is failing: nobody may call it until the cool-down is over, then one probe may. */
record OpenState(BreakerLimits limits, long epoch, Duration coolDown, long until)
        implements HealthState {

    /**
     * Open for the cool-down or for the time that the provider stated, whichever is longer (a
     * shorter deadline must never win: BerriAI/litellm#40130).
     */
    static OpenState leaveAlone(
            BreakerLimits limits,
            long epoch,
            Duration coolDown,
            @Nullable Duration stated,
            long now) {
        Duration longest = coolDown;
        if (stated != null && stated.compareTo(coolDown) > 0) {
            longest = min(stated, BreakerLimits.LONGEST_STATED);
        }
        return new OpenState(limits, epoch, coolDown, now + longest.toNanos());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** The open state after a probe failed: twice the cool-down, up to its cap. */
    static OpenState again(
            BreakerLimits limits,
            long epoch,
            Duration lastCoolDown,
            @Nullable Duration stated,
            long now) {
        return leaveAlone(
                limits,
                epoch,
                min(lastCoolDown.multipliedBy(2), limits.coolDownMax()),
                stated,
                now);
    }

    @Override
    public Answer acquire(long now) {
        long left = until - now;
        if (left > 0) {
            return new Answer(new Permission.Denied(Duration.ofNanos(left)), this);
        }
        return new Answer(
                new Permission.Allowed(epoch + 1, true),
                new HalfOpenState(limits, epoch + 1, coolDown, now));
    }

    /** Only an attempt that insisted can end here: it shows that the model is well. */
    @Override
    public HealthState succeeded() {
        return new ClosedState(limits, epoch + 1, 0);
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
