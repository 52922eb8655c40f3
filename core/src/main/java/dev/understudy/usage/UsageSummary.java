package dev.understudy.usage;

import dev.understudy.quota.QuotaStatus;

/**
 * What was used, in this window and since the ledger began.
 *
 * @param tokensToday tokens of all models in the window
 * @param requestsTotal metered attempts that took a place, ever
 * @param tokensTotal tokens of all models, ever
 * @param fallbackCount queries answered by a fallback, ever
 */
public record UsageSummary(
        QuotaStatus quota,
        long tokensToday,
        long requestsTotal,
        long tokensTotal,
        long fallbackCount) {
    /** Places taken in the window: the same figure as the quota's, by definition. */
    public long requestsToday() {
        return quota.used();
    }
}
