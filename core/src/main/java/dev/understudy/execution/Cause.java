package dev.understudy.execution;

import dev.understudy.failure.CallFailure;

/** Why no model answered a query. */
public enum Cause {
    /** The last one asked could not be reached or did not do its part. */
    UPSTREAM_FAILED,
    /** None could be asked now: all are cooling down, overloaded or may not be used. */
    NONE_AVAILABLE,
    /** A clock ran out. */
    TOO_SLOW;

    static Cause of(CallFailure failure) {
        return switch (failure) {
            case CallFailure.TooSlow _ -> TOO_SLOW;
            case CallFailure.Overloaded _, CallFailure.ProviderQuotaSpent _ -> NONE_AVAILABLE;
            case CallFailure.Unreachable _,
                    CallFailure.AccessDenied _,
                    CallFailure.ModelNotFound _,
                    CallFailure.BrokenAnswer _,
                    CallFailure.CapabilityMissing _,
                    CallFailure.ContextTooLong _,
                    CallFailure.InvalidRequest _,
                    CallFailure.Cancelled _ ->
                    UPSTREAM_FAILED;
        };
    }
}
