package dev.understudy.quota;

/**
 * Where one limit stands, as the operator sees it.
 *
 * @param configured its size in the configuration, which holds again in the next window
 */
public record LimitStatus(QuotaStatus status, long configured) {
    /** Whether it was changed for this window. */
    public boolean changed() {
        return status.limit() != configured;
    }
}
