package dev.understudy.execution;

import dev.understudy.failure.CallFailure;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;

/** What became of the last step. */
public sealed interface Happened {
    /**
     * The attempt's call failed.
     *
     * @param seen what the user has seen of this call
     */
    record CallFailed(CallFailure failure, Seen seen) implements Happened {}

    /**
     * The call went well, but the answer is longer than one call may make it.
     *
     * @param joinable whether a further piece could be joined to it
     * @param tookCall how long the call took that made the last piece
     * @param tookAttempt how long all calls of the attempt took
     */
    record CutByLength(boolean joinable, Duration tookCall, Duration tookAttempt)
            implements Happened {}

    /** The model's breaker let nobody through: no attempt was made. */
    record Denied(Duration retryIn) implements Happened {}

    /** The operator has taken the model out: no attempt was made. */
    record TakenOut() implements Happened {}

    /** A limit is used up: no attempt was made. */
    record NoPlaceLeft(QuotaStatus status) implements Happened {}

    /** The ledger cannot count, so nothing metered may run: no attempt was made. */
    record CannotCount() implements Happened {}
}
