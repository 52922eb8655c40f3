package dev.understudy.alert;

import dev.understudy.execution.Cause;
import dev.understudy.failure.CallFailure;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A change that an operator is told of. It holds classes of failures, statuses and figures only: no
 * text of a user or an upstream, and no secret. {@link AlertText} puts it into words.
 */
public sealed interface Alert {
    /** What kind of change it is. */
    default AlertKind kind() {
        return switch (this) {
            case ModelOut _ -> AlertKind.MODEL_OUT;
            case ModelNeedsOperator _ -> AlertKind.MODEL_NEEDS_OPERATOR;
            case ModelBack _ -> AlertKind.MODEL_BACK;
            case QuotaNearsEnd _ -> AlertKind.QUOTA_NEARS_END;
            case QuotaSpent _ -> AlertKind.QUOTA_SPENT;
            case LedgerUnusable _ -> AlertKind.LEDGER_UNUSABLE;
            case LedgerUsable _ -> AlertKind.LEDGER_USABLE;
            case DirectoryUnreachable _ -> AlertKind.DIRECTORY_UNREACHABLE;
            case DirectoryReachable _ -> AlertKind.DIRECTORY_REACHABLE;
            case QueriesFail _ -> AlertKind.QUERIES_FAIL;
            case QueriesAnswered _ -> AlertKind.QUERIES_ANSWERED;
        };
    }

    /**
     * A model is not asked for a while.
     *
     * @param retryIn after what time it is tried again
     * @param standIn which model of the chain answers meanwhile; null where none is well
     */
    record ModelOut(String model, CallFailure failure, Duration retryIn, @Nullable String standIn)
            implements Alert {}

    /** The same, and waiting will not heal it: access is denied, or the model is not there. */
    record ModelNeedsOperator(String model, CallFailure failure, @Nullable String standIn)
            implements Alert {}

    /** A model that was out is asked as usual. */
    record ModelBack(String model) implements Alert {}

    /** The share of the quota is used from which people are warned. */
    record QuotaNearsEnd(QuotaStatus status) implements Alert {}

    /** An attempt found no place in the quota. */
    record QuotaSpent(QuotaStatus status, OnExceeded onExceeded) implements Alert {}

    /**
     * The ledger cannot count.
     *
     * @param reason what is wrong, where, and what to do
     */
    record LedgerUnusable(String reason) implements Alert {}

    /** The ledger counts again. */
    record LedgerUsable() implements Alert {}

    /**
     * Nobody can log in.
     *
     * @param reason what is wrong, where, and what to do
     */
    record DirectoryUnreachable(String reason) implements Alert {}

    /** Users can log in again. */
    record DirectoryReachable() implements Alert {}

    /**
     * Queries end without an answer.
     *
     * @param cause of the last one
     */
    record QueriesFail(Cause cause) implements Alert {}

    /** Queries are answered again. */
    record QueriesAnswered() implements Alert {}
}
