package dev.understudy.gateway;

import dev.understudy.execution.NextStep;
import dev.understudy.failure.CallFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs failed calls: what only the operator can mend is said louder, and with what to do. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private FailureLog() {}

    static void write(String queryId, NextStep.Attempt attempt, CallFailure failure) {
        var model = attempt.model().id();
        switch (failure) {
            case CallFailure.ModelNotFound _ ->
                    LOG.warn(
                            "The server of {} does not have this model; is its name right, was it pulled?",
                            model);
            case CallFailure.AccessDenied(var status) ->
                    LOG.warn(
                            "The server of {} refuses access (HTTP {}); check its key or sign in there",
                            model,
                            status);
            case CallFailure.ProviderQuotaSpent _ ->
                    LOG.warn("The provider's own quota for {} is spent", model);
            case CallFailure.Unreachable _,
                    CallFailure.TooSlow _,
                    CallFailure.Overloaded _,
                    CallFailure.BrokenAnswer _,
                    CallFailure.CapabilityMissing _,
                    CallFailure.ContextTooLong _,
                    CallFailure.InvalidRequest _,
                    CallFailure.Cancelled _ ->
                    LOG.info(
                            "Query {}: attempt {} on {} failed: {}",
                            queryId,
                            attempt.number(),
                            model,
                            failure.summary());
        }
    }
}
