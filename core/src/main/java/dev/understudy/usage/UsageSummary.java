package dev.understudy.usage;

import dev.understudy.quota.LimitStatus;
import dev.understudy.quota.QuotaStatus;
import java.util.List;

/**
 * What was used, in this window and since the ledger began.
 *
 * @param tokensToday tokens of all models in the window
 * @param requestsTotal metered attempts that took a place, ever
 * @param tokensTotal tokens of all models, ever
 * @param fallbackCount queries answered by a fallback, ever
 * @param limits the limits of this window: the quota's own first, what its reserve leaves to
 *     others, then those of at most {@link #MOST_TALLIES} users, keys and models and of all keys
 *     that have one of their own, first those that were changed, then those used most
 */
public record UsageSummary(
        QuotaStatus quota,
        long tokensToday,
        long requestsTotal,
        long tokensTotal,
        long fallbackCount,
        List<LimitStatus> limits) {
    /** So many users, keys and models are shown; more are no view any more. */
    public static final int MOST_TALLIES = 100;

    public UsageSummary {
        limits = List.copyOf(limits);
    }

    /** Places taken in the window: the same figure as the quota's, by definition. */
    public long requestsToday() {
        return quota.used();
    }
}
