package dev.understudy.gateway;

import dev.understudy.execution.NextStep;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.ModelClocks;
import java.time.Duration;
import java.util.Optional;

/**
 * The clocks of one call: how long until the nearest runs out, and which one has. A model is blamed
 * only for time that was its own: where a clock was cut short to leave time for others, it is the
 * query's clock that runs out. While the client is slower than the model no clock runs. All times
 * are nanoseconds of the ticker, handed in.
 */
final class CallClocks {
    private final ModelClocks given;
    private final ModelClocks own;
    private final long untilVisible;
    private final long spentBefore;
    private final long begunAt;
    private long lastHeard;
    private long pausedAt;
    private long pausedFor;
    private boolean paused;
    private boolean spoke;
    private boolean visible;

    /**
     * @param spentBefore what earlier calls of the attempt took
     */
    CallClocks(NextStep.Attempt attempt, long spentBefore, long now) {
        this.given = attempt.clocks();
        this.own = attempt.model().clocks();
        this.untilVisible = attempt.untilVisible().toNanos();
        this.spentBefore = spentBefore;
        this.begunAt = now;
        this.lastHeard = now;
    }

    /** The model has said something: a text, a thought. */
    void heard(long now) {
        lastHeard = now;
        spoke = true;
    }

    /** The user sees something of it. */
    void becameVisible() {
        visible = true;
    }

    void pause(long now) {
        if (!paused) {
            paused = true;
            pausedAt = now;
        }
    }

    void resume(long now) {
        if (paused) {
            paused = false;
            pausedFor += now - pausedAt;
            lastHeard = now;
        }
    }

    /** What the call has taken so far. */
    long spent(long now) {
        return (paused ? pausedAt : now) - begunAt - pausedFor;
    }

    /** Until the next clock may have run out; never less than a millisecond. */
    Duration untilNext(long now) {
        long spent = spent(now);
        long next = Math.min(attemptLimit() - spent, phaseLimit() - phaseSpent(now));
        if (!visible) {
            next = Math.min(next, untilVisible - spent);
        }
        return Duration.ofNanos(Math.max(1_000_000, next));
    }

    /** The clock that has run out; empty while none has. */
    Optional<FailureClock> ranOut(long now) {
        long spent = spent(now);
        if (spent >= attemptLimit()) {
            boolean hadItsTime = spentBefore + spent >= own.attempt().toNanos();
            return Optional.of(hadItsTime ? FailureClock.ATTEMPT : FailureClock.QUERY);
        }
        if (phaseSpent(now) >= phaseLimit()) {
            return Optional.of(blamed(phaseSpent(now)));
        }
        return !visible && spent >= untilVisible
                ? Optional.of(FailureClock.QUERY)
                : Optional.empty();
    }

    private FailureClock blamed(long phaseSpent) {
        long full = (spoke ? own.silence() : own.firstToken()).toNanos();
        if (phaseSpent < full) {
            return FailureClock.QUERY;
        }
        return spoke ? FailureClock.SILENCE : FailureClock.FIRST_TOKEN;
    }

    private long attemptLimit() {
        return Math.min(given.attempt().toNanos(), own.attempt().toNanos() - spentBefore);
    }

    private long phaseLimit() {
        return (spoke ? given.silence() : given.firstToken()).toNanos();
    }

    private long phaseSpent(long now) {
        if (!spoke) {
            return spent(now);
        }
        return paused ? 0 : now - lastHeard;
    }
}
