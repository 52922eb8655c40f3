package dev.understudy.execution;

import dev.understudy.quota.QuotaStatus;
import java.time.Duration;

/** How a query ended. Each query has exactly one. */
public sealed interface Outcome {
    /** The name in the API, the ledger and the log. */
    String wireName();

    /** By the primary. */
    record Answered(String model) implements Outcome {
        @Override
        public String wireName() {
            return "answered";
        }
    }

    /** By another model of the chain. */
    record AnsweredByFallback(String model) implements Outcome {
        @Override
        public String wireName() {
            return "answered_by_fallback";
        }
    }

    /** By computation, without any model. */
    record AnsweredOffline() implements Outcome {
        @Override
        public String wireName() {
            return "answered_offline";
        }
    }

    /**
     * A limit of the agents ended the work; what there was is the answer. {@code reason} is for
     * people.
     */
    record LimitReached(String reason) implements Outcome {
        @Override
        public String wireName() {
            return "limit_reached";
        }
    }

    /** The window's places are all taken. */
    record QuotaSpent(QuotaStatus status) implements Outcome {
        @Override
        public String wireName() {
            return "quota_spent";
        }
    }

    /** Not a question we can answer. */
    record Refused(Refusal refusal) implements Outcome {
        @Override
        public String wireName() {
            return "refused";
        }
    }

    /** No model answered. {@code retryAfter} is when one may be asked again; zero = unknown. */
    record Failed(Cause cause, Duration retryAfter) implements Outcome {
        @Override
        public String wireName() {
            return "failed";
        }
    }

    /** Nobody waited for the answer any more. */
    record Cancelled() implements Outcome {
        @Override
        public String wireName() {
            return "cancelled";
        }
    }
}
