package dev.understudy.execution;

import dev.understudy.quota.QuotaStatus;
import java.time.Duration;

/** How a query ended. Each query has exactly one. */
public sealed interface Outcome {
    /** The name in the API, the ledger and the log. */
    default String wireName() {
        return switch (this) {
            case Answered _ -> "answered";
            case AnsweredByFallback _ -> AnsweredByFallback.WIRE_NAME;
            case AnsweredOffline _ -> "answered_offline";
            case LimitReached _ -> "limit_reached";
            case QuotaSpent _ -> "quota_spent";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
            case Cancelled _ -> "cancelled";
        };
    }

    /** Whether the user has an answer, by whomever and of whatever length. */
    default boolean isAnswer() {
        return switch (this) {
            case Answered _, AnsweredByFallback _, AnsweredOffline _, LimitReached _ -> true;
            case QuotaSpent _, Refused _, Failed _, Cancelled _ -> false;
        };
    }

    /** By the primary. */
    record Answered(String model) implements Outcome {}

    /** By another model of the chain. */
    record AnsweredByFallback(String model) implements Outcome {
        /** What the ledger finds these by: they are counted by themselves. */
        public static final String WIRE_NAME = "answered_by_fallback";
    }

    /** By computation, without any model. */
    record AnsweredOffline() implements Outcome {}

    /**
     * A limit of the agents ended the work; what there was is the answer. {@code reason} is for
     * people.
     */
    record LimitReached(String reason) implements Outcome {}

    /** A limit is used up for this window. */
    record QuotaSpent(QuotaStatus status) implements Outcome {}

    /** Not a question we can answer. */
    record Refused(Refusal refusal) implements Outcome {}

    /** No model answered. {@code retryAfter} is when one may be asked again; zero = unknown. */
    record Failed(Cause cause, Duration retryAfter) implements Outcome {}

    /** Nobody waited for the answer any more. */
    record Cancelled() implements Outcome {}
}
