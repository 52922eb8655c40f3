package dev.understudy.quota;

/** What the ledger says to a metered attempt that wants to begin. */
public sealed interface Admission {
    /** Go ahead, and end the reservation once. {@code status} counts this place already. */
    record Granted(Reservation reservation, QuotaStatus status) implements Admission {}

    /** The window's places are all taken; nothing was counted. */
    record Spent(QuotaStatus status) implements Admission {}

    /**
     * The ledger cannot count now (disk full, damaged file, database away), so nothing metered may
     * run: a quota that is not counted is no quota.
     *
     * @param reason for the operator
     */
    record Unusable(String reason) implements Admission {}
}
