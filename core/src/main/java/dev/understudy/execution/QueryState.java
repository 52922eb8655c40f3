package dev.understudy.execution;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.Capability;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query has been through, as far as the policy must know.
 *
 * @param attempts attempts that have ended
 * @param current the place in the chain of the model asked last
 * @param failuresHere failures of this query on that model
 * @param without what that model was found unable to do
 * @param trimmed whether the history was shortened in the attempt that runs
 * @param rescued whether another model went on after visible text
 * @param continuations how often an answer that was cut by its length was gone on with
 * @param lastFailure why the last attempt failed; null while none did
 * @param retryIn the shortest wait that a breaker or an overloaded server named; null while none
 *     did
 */
public record QueryState(
        int attempts,
        int current,
        int failuresHere,
        Set<Capability> without,
        boolean trimmed,
        boolean rescued,
        int continuations,
        @Nullable CallFailure lastFailure,
        @Nullable Duration retryIn) {

    /** Before the first step. */
    public static final QueryState START =
            new QueryState(0, 0, 0, Set.of(), false, false, 0, null, null);

    /** The attempt has ended; the next one sends the whole history again. */
    QueryState failed(CallFailure failure) {
        return new QueryState(
                attempts + 1,
                current,
                failuresHere + 1,
                without,
                false,
                rescued,
                continuations,
                failure,
                retryIn);
    }

    QueryState movedTo(int index) {
        return index == current
                ? this
                : new QueryState(
                        attempts,
                        index,
                        0,
                        Set.of(),
                        false,
                        rescued,
                        continuations,
                        lastFailure,
                        retryIn);
    }

    QueryState adaptedTo(Capability missing) {
        var all = EnumSet.of(missing);
        all.addAll(without);
        return with(Collections.unmodifiableSet(all), trimmed, rescued, continuations);
    }

    QueryState shortened() {
        return with(without, true, rescued, continuations);
    }

    /** Another model goes on from the text that was seen. */
    QueryState rescue() {
        return with(without, trimmed, true, continuations);
    }

    /** The same model goes on from the text that its length cut. */
    QueryState continued() {
        return with(without, trimmed, rescued, continuations + 1);
    }

    private QueryState with(
            Set<Capability> newWithout,
            boolean newTrimmed,
            boolean newRescued,
            int newContinuations) {
        return new QueryState(
                attempts,
                current,
                failuresHere,
                newWithout,
                newTrimmed,
                newRescued,
                newContinuations,
                lastFailure,
                retryIn);
    }

    QueryState mayComeBackIn(Duration wait) {
        var shortest = retryIn == null || wait.compareTo(retryIn) < 0 ? wait : retryIn;
        return new QueryState(
                attempts,
                current,
                failuresHere,
                without,
                trimmed,
                rescued,
                continuations,
                lastFailure,
                shortest);
    }
}
