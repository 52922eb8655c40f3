package dev.understudy.health;

import dev.understudy.failure.CallFailure;
import dev.understudy.time.Ticker;
import java.time.Duration;

/**
 * Knows whether one model is well, over all queries.
 *
 * <p>Closed: everybody calls the model. After {@link BreakerLimits#threshold()} failures in a row,
 * or one that waiting cannot heal, it opens: nobody calls the model for the cool-down. Then exactly
 * one attempt, the probe, is let through: if it goes well the breaker closes, else it opens again
 * for twice as long, up to a cap. It works with a single model per role (where
 * BerriAI/litellm#40405 never cools down).
 *
 * <p>An operator may take the model out at any time ({@link #open}): then nobody calls it, not even
 * a probe, until {@link #reset}.
 *
 * <p>Every {@link Permission.Allowed} must be ended once, by {@link #succeeded}, {@link #failed} or
 * {@link #ignored}; a probe that never is loses its place after {@link BreakerLimits#probeLease()}.
 *
 * <p>Thread-safe; never blocks for longer than a few field reads.
 */
public final class CircuitBreaker {
    private final BreakerLimits limits;
    private final Ticker ticker;
    private HealthState state;
    private long recoveries;

    public CircuitBreaker(BreakerLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.state = new ClosedState(limits, 0, 0);
    }

    /** Asks to begin an attempt. */
    public synchronized Permission acquire() {
        return acquireNow();
    }

    private Permission acquireNow() {
        var answer = state.acquire(ticker.nanos());
        state = answer.next();
        return answer.permission();
    }

    /**
     * Begins an attempt although the model is failing: for a query that already failed on it and
     * has no other one to go to. Its failure changes nothing unless the breaker is closed; its
     * success closes it. A model that the operator has taken out is not to be insisted on.
     */
    public synchronized Permission insist() {
        return switch (acquireNow()) {
            case Permission.Denied _ -> new Permission.Allowed(state.epoch(), false);
            case Permission.Allowed allowed -> allowed;
            case Permission.TakenOut out -> out;
        };
    }

    /**
     * Takes the model out until {@link #reset}: for maintenance, or to rehearse an outage. Attempts
     * that run go on, and say nothing about its health any more. Harmless where it is out already.
     */
    public synchronized void open() {
        if (!(state instanceof TakenOutState)) {
            state = new TakenOutState(limits, state.epoch() + 1);
        }
    }

    /**
     * Closes the breaker, whatever the state and whoever opened it; failures are counted anew.
     * Where it was not closed before, the outage ends here.
     */
    public synchronized void reset() {
        recoveries += state instanceof ClosedState ? 0 : 1;
        state = new ClosedState(limits, state.epoch() + 1, 0);
    }

    /** The attempt went well. */
    public synchronized void succeeded(Permission.Allowed permission) {
        if (permission.epoch() == state.epoch()) {
            boolean recovered = !(state instanceof ClosedState);
            state = state.succeeded();
            recoveries += recovered ? 1 : 0;
        }
    }

    /** The attempt failed; whether that says something about the model, the failure knows. */
    public synchronized void failed(Permission.Allowed permission, CallFailure failure) {
        if (!failure.countsForHealth()) {
            ignored(permission);
        } else if (decides(permission)) {
            state = state.failed(failure, ticker.nanos());
        }
    }

    /** The attempt ended without saying anything about the model (cancelled, or never begun). */
    public synchronized void ignored(Permission.Allowed permission) {
        if (decides(permission)) {
            state = state.ignored(ticker.nanos());
        }
    }

    /**
     * Whether a bad end of this attempt changes the state. While a probe is out only that probe
     * may: else one that insisted would free or fail the probe's place, and a second probe would
     * start beside the first.
     */
    private boolean decides(Permission.Allowed permission) {
        return permission.epoch() == state.epoch()
                && (permission.probe() || !(state instanceof HalfOpenState));
    }

    /**
     * Which outage we are in, or the next one to come: grows by one each time the model has come
     * back. Two failures with the same number belong to the same outage.
     */
    public synchronized long outage() {
        return recoveries;
    }

    /** How the model is now. Changes nothing. */
    public synchronized HealthStatus status() {
        long now = ticker.nanos();
        return switch (state) {
            case ClosedState closed ->
                    new HealthStatus(
                            HealthStatus.Condition.CLOSED,
                            closed.failuresInARow(),
                            Duration.ZERO,
                            recoveries);
            case OpenState open ->
                    new HealthStatus(
                            HealthStatus.Condition.OPEN,
                            0,
                            Duration.ofNanos(Math.max(0, open.until() - now)),
                            recoveries);
            case HalfOpenState _ ->
                    new HealthStatus(
                            HealthStatus.Condition.HALF_OPEN, 0, Duration.ZERO, recoveries);
            case TakenOutState _ ->
                    new HealthStatus(
                            HealthStatus.Condition.TAKEN_OUT, 0, Duration.ZERO, recoveries);
        };
    }
}
