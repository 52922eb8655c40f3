package dev.understudy.usage;

import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.quota.Standing;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The durable record of attempts and queries: every figure shown anywhere is derived from it.
 *
 * <p>At every instant, over all threads and processes that share it, {@code used = settled +
 * outstanding ≤ limit}, for every limit of places that was not lowered meanwhile. A stage completes
 * when what it says is durable; {@link #reserve} never fails but answers {@link
 * Admission.Unusable}; the others fail with an exception that names the trouble, and the ledger
 * keeps what it was told until it can write it or is full.
 *
 * <p>Thread-safe; no method blocks its caller. Stages complete on the ledger's own thread: what is
 * hung onto them must be short, or hop to the thread it belongs to.
 */
public interface UsageLedger extends AutoCloseable {
    /**
     * Takes a place for an attempt under all limits that apply to it, or under none: where one of
     * them is used up, that one is named and nothing is counted. The window is that in which the
     * attempt begins. For attempts on metered models, and on models that have limits of their own.
     */
    CompletionStage<Admission> reserve(AttemptStart attempt);

    /** The attempt was sent to the upstream and has ended: its place stays taken. */
    CompletionStage<Void> settle(Reservation reservation, AttemptEnd end);

    /** No byte of the attempt reached the upstream: its place is free again. */
    CompletionStage<Void> release(Reservation reservation, AttemptEnd end);

    /** An attempt that took no place has ended: its model is not metered. */
    CompletionStage<Void> record(AttemptStart attempt, AttemptEnd end);

    /** A query has ended. */
    CompletionStage<Void> record(QueryEntry query);

    /** Whether this user is to be warned now: true once per user and window, then false. */
    CompletionStage<Boolean> claimWarning(String user, QuotaWindow window);

    /** Where the quota stands in the window that now lies in. */
    CompletionStage<QuotaStatus> quotaStatus();

    /** Where all limits that apply to a claim stand in the window that now lies in. */
    CompletionStage<Standing> standing(Claim claim);

    /**
     * Makes a limit another one, until the window ends that now lies in.
     *
     * @param keys so that the limit of a key starts from what that key may take
     */
    CompletionStage<LimitChanged> change(LimitChange change, KeyLimits keys);

    /** The same where it is not known which keys there are. */
    default CompletionStage<LimitChanged> change(LimitChange change) {
        return change(change, KeyLimits.UNKNOWN);
    }

    /**
     * What was used, and where the limits stand.
     *
     * @param keys so that keys with limits of their own are shown, and revoked ones are not
     */
    CompletionStage<UsageSummary> summary(KeyLimits keys);

    /** The same where it is not known which keys there are. */
    default CompletionStage<UsageSummary> summary() {
        return summary(KeyLimits.UNKNOWN);
    }

    /** What was used day by day, until now. */
    CompletionStage<UsageHistory> history(HistoryView view);

    /** The query of this id; empty where none has ended that has it. */
    CompletionStage<Optional<EndedQuery>> query(String queryId);

    /** How long queries can be looked up; empty where that is not a matter of days. */
    Optional<Retention> retention();

    /** Writes what is still queued, gives back the file, and refuses everything afterwards. */
    @Override
    void close();
}
