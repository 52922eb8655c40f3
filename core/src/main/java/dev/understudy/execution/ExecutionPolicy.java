package dev.understudy.execution;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Remedy;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides how a query runs: a function from what has been (the state), what happened last and the
 * time used so far to the next step. The rules:
 *
 * <ul>
 *   <li>Never more than {@link ExecutionLimits#maxAttempts()} attempts, over all models.
 *   <li>With one attempt left (and more than one allowed) it goes to the last model, if that was
 *       not asked yet.
 *   <li>The primary is left after {@link ExecutionLimits#fallbackAfter()} failures of this query, a
 *       model in the middle after one, the last one never; any of them at once when waiting heals
 *       nothing or the breaker is open.
 *   <li>An answer that breaks off after its first visible text is gone on with by the next model,
 *       once in a query, if {@link ExecutionLimits#rescue()} and what was seen allow it.
 *   <li>An answer that its length cut is gone on with by the same model in the same attempt, up to
 *       {@link ExecutionLimits#continuations()} times, while a further piece that takes as long as
 *       the last one still fits into the attempt's time and the query's.
 *   <li>Only a retry on the same model waits: the delay is there to let it recover.
 *   <li>No model before the last may eat the time that the last one's first token needs.
 * </ul>
 *
 * <p>Immutable and thread-safe; no thread, no clock, no I/O. Times are measured from the moment the
 * question came in.
 */
public final class ExecutionPolicy {
    private final Chain chain;
    private final ExecutionLimits limits;
    private final OnExceeded onExceeded;
    private final Duration keptForLast;

    public ExecutionPolicy(Chain chain, ExecutionLimits limits, OnExceeded onExceeded) {
        this.chain = chain;
        this.limits = limits;
        this.onExceeded = onExceeded;
        this.keptForLast = keptForLast(chain, limits.queryTimeout());
    }

    /** What the last model's first token needs, but never so much that the primary gets no turn. */
    private static Duration keptForLast(Chain chain, Duration queryTimeout) {
        var needed = chain.get(chain.lastIndex()).clocks().firstToken();
        var leftByPrimary = queryTimeout.minus(chain.primary().clocks().firstToken());
        return min(needed, max(leftByPrimary, queryTimeout.dividedBy(2)));
    }

    /** How long a query may take. */
    public Duration queryTimeout() {
        return limits.queryTimeout();
    }

    /** The first step of a query. */
    public Decision begin() {
        return attempt(QueryState.START, 0, Duration.ZERO, Duration.ZERO);
    }

    /** How a query ends that the model at {@code index} has answered. */
    public Outcome answeredBy(int index) {
        var model = chain.get(index).id();
        return index == 0 ? new Outcome.Answered(model) : new Outcome.AnsweredByFallback(model);
    }

    /** The step after {@code happened}, {@code elapsed} after the question came in. */
    public Decision next(QueryState state, Happened happened, Duration elapsed) {
        return switch (happened) {
            case Happened.CallFailed(var failure, var seen) ->
                    afterFailure(state, failure, seen, elapsed);
            case Happened.CutByLength(var joinable, var tookCall, var tookAttempt) ->
                    joinable && fitsAgain(state, tookCall, tookAttempt, elapsed)
                            ? new Decision(new NextStep.Continue(), state.continued())
                            : new Decision(new NextStep.Accept(), state);
            case Happened.Denied(var retryIn) ->
                    afterCurrent(state.mayComeBackIn(retryIn), elapsed);
            case Happened.TakenOut() -> afterCurrent(state, elapsed);
            case Happened.NoPlaceLeft(var status) -> afterNoPlace(state, status, elapsed);
            case Happened.CannotCount() -> toUnmetered(state, failed(state), elapsed);
        };
    }

    private boolean fitsAgain(
            QueryState state, Duration tookCall, Duration tookAttempt, Duration elapsed) {
        var attemptLimit = chain.get(state.current()).clocks().attempt();
        var queryLimit =
                state.current() == chain.lastIndex()
                        ? limits.queryTimeout()
                        : limits.queryTimeout().minus(keptForLast);
        return state.continuations() < limits.continuations()
                && tookAttempt.plus(tookCall).compareTo(attemptLimit) < 0
                && elapsed.plus(tookCall).compareTo(queryLimit) < 0;
    }

    private Decision afterFailure(
            QueryState before, CallFailure failure, Seen seen, Duration elapsed) {
        var state = before.failed(failure);
        return switch (failure.remedy()) {
            case Remedy.Stop() -> stop(state, stopped(failure));
            case Remedy.Adapt(var missing)
                    when mayAsk(seen, missing == Capability.PREFILL)
                            && !before.without().contains(missing) -> {
                var adapted = before.adaptedTo(missing);
                yield new Decision(new NextStep.Adapt(adapted.without()), adapted);
            }
            case Remedy.Trim() when mayAsk(seen, before.continuations() > 0) && !before.trimmed() ->
                    new Decision(new NextStep.Trim(), before.shortened());
            case Remedy.Trim() -> stop(state, new Outcome.Refused(Refusal.CONTEXT_TOO_LONG));
            case Remedy.RetryAfter(var delay) ->
                    afterAttempt(state.mayComeBackIn(delay), seen, true, delay, elapsed);
            case Remedy.Retry() ->
                    afterAttempt(
                            state,
                            seen,
                            true,
                            limits.retryDelay().multipliedBy(state.attempts()),
                            elapsed);
            case Remedy.NextModel _, Remedy.Adapt _ ->
                    afterAttempt(state, seen, false, Duration.ZERO, elapsed);
        };
    }

    /**
     * Whether the call may be made again within the attempt: nothing was seen yet, or it was to go
     * on from what was seen.
     */
    private static boolean mayAsk(Seen seen, boolean goesOn) {
        return seen == Seen.NOTHING || (seen == Seen.TEXT && goesOn);
    }

    private static Outcome stopped(CallFailure failure) {
        return failure instanceof CallFailure.Cancelled
                ? new Outcome.Cancelled()
                : new Outcome.Refused(Refusal.INVALID_REQUEST);
    }

    private Decision afterAttempt(
            QueryState state, Seen seen, boolean waitingHelps, Duration delay, Duration elapsed) {
        int attemptsLeft = limits.maxAttempts() - state.attempts();
        boolean mendable =
                seen == Seen.NOTHING || (seen == Seen.TEXT && !state.rescued() && limits.rescue());
        if (!mendable || attemptsLeft == 0) {
            return stop(state, failed(state));
        }
        int current = state.current();
        if (seen == Seen.TEXT && current < chain.lastIndex()) {
            int next = attemptsLeft == 1 ? chain.lastIndex() : current + 1;
            return attempt(state.rescue(), next, Duration.ZERO, elapsed);
        }
        if (seen == Seen.TEXT) {
            return afterAttempt(state.rescue(), Seen.NOTHING, waitingHelps, delay, elapsed);
        }
        if (current == chain.lastIndex()) {
            return waitingHelps
                    ? attempt(state, current, delay, elapsed)
                    : stop(state, failed(state));
        }
        if (attemptsLeft == 1) {
            return attempt(state, chain.lastIndex(), Duration.ZERO, elapsed);
        }
        int patience = current == 0 ? limits.fallbackAfter() : 1;
        return waitingHelps && state.failuresHere() < patience
                ? attempt(state, current, delay, elapsed)
                : attempt(state, current + 1, Duration.ZERO, elapsed);
    }

    /** The model could not be asked: the next one, without having used an attempt. */
    private Decision afterCurrent(QueryState state, Duration elapsed) {
        return state.current() == chain.lastIndex()
                ? stop(state, failed(state))
                : attempt(state, state.current() + 1, Duration.ZERO, elapsed);
    }

    /**
     * A query that comes to a spent quota is rejected or goes on unmetered, as configured; one that
     * found a place before and then failed goes on unmetered in any case. A limit of one model
     * concerns that model alone: the next one is asked.
     */
    private Decision afterNoPlace(QueryState state, QuotaStatus status, Duration elapsed) {
        var spent = new Outcome.QuotaSpent(status);
        if (status.name().scope() == LimitScope.MODEL) {
            return state.current() == chain.lastIndex()
                    ? stop(state, spent)
                    : attempt(state, state.current() + 1, Duration.ZERO, elapsed);
        }
        return onExceeded == OnExceeded.REJECT && state.attempts() == 0
                ? stop(state, spent)
                : toUnmetered(state, spent, elapsed);
    }

    private Decision toUnmetered(QueryState state, Outcome ifThereIsNone, Duration elapsed) {
        for (int index = state.current() + 1; index < chain.size(); index++) {
            if (!chain.get(index).metered()) {
                return attempt(state, index, Duration.ZERO, elapsed);
            }
        }
        return stop(state, ifThereIsNone);
    }

    private Decision attempt(QueryState before, int index, Duration delay, Duration elapsed) {
        var model = chain.get(index);
        boolean last = index == chain.lastIndex();
        var left = limits.queryTimeout().minus(elapsed).minus(delay);
        var forFirstToken = last ? left : left.minus(keptForLast);
        var state = before.movedTo(index);
        if (!forFirstToken.isPositive()) {
            return last
                    ? stop(state, outOfTime(before, delay))
                    : attempt(before, index + 1, Duration.ZERO, elapsed);
        }
        boolean insist = last && state.failuresHere() > 0;
        return new Decision(
                new NextStep.Attempt(
                        index,
                        model,
                        state.attempts() + 1,
                        delay,
                        cut(model, forFirstToken, left),
                        forFirstToken,
                        insist,
                        state.without()),
                state);
    }

    /**
     * The attempt that runs, with its clocks for a further call: cut to the time that is left
     * {@code elapsed} after the question came in. Empty where that is none, or belongs to the last
     * model.
     */
    public Optional<NextStep.Attempt> further(NextStep.Attempt running, Duration elapsed) {
        var left = limits.queryTimeout().minus(elapsed);
        boolean last = running.index() == chain.lastIndex();
        var forFirstToken = last ? left : left.minus(keptForLast);
        return forFirstToken.isPositive()
                ? Optional.of(
                        running.within(cut(running.model(), forFirstToken, left), forFirstToken))
                : Optional.empty();
    }

    private static ModelClocks cut(ModelProfile model, Duration forFirstToken, Duration left) {
        var clocks = model.clocks();
        return new ModelClocks(
                min(clocks.connect(), forFirstToken),
                min(clocks.firstToken(), forFirstToken),
                min(clocks.silence(), left),
                min(clocks.attempt(), left));
    }

    /**
     * A wait that is longer than the time left is the server's fault; no time left at all is a
     * clock's.
     */
    private static Outcome outOfTime(QueryState state, Duration delay) {
        return delay.isZero() ? new Outcome.Failed(Cause.TOO_SLOW, Duration.ZERO) : failed(state);
    }

    private static Outcome failed(QueryState state) {
        var failure = state.lastFailure();
        var cause = failure == null ? Cause.NONE_AVAILABLE : Cause.of(failure);
        var retryIn = state.retryIn();
        return new Outcome.Failed(cause, retryIn == null ? Duration.ZERO : retryIn);
    }

    private static Decision stop(QueryState state, Outcome outcome) {
        return new Decision(new NextStep.Stop(outcome), state);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
