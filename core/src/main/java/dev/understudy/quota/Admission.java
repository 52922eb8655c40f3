package dev.understudy.quota;

/** What the ledger says to an attempt that wants to begin. */
public sealed interface Admission {
    /** Go ahead, and end the reservation once. {@code standing} counts this place already. */
    record Granted(Reservation reservation, Standing standing) implements Admission {
        /** Where only the quota's own limit applies. */
        public Granted(Reservation reservation, QuotaStatus status) {
            this(reservation, Standing.of(status));
        }

        /** The limit that the user is nearest to. */
        public QuotaStatus status() {
            return standing.tightest();
        }
    }

    /** A limit is used up, the first of those that apply; nothing was counted. */
    record Spent(QuotaStatus status) implements Admission {}

    /**
     * The ledger cannot count now (disk full, damaged file, database away), so nothing metered may
     * run: a quota that is not counted is no quota.
     *
     * @param reason for the operator
     */
    record Unusable(String reason) implements Admission {}
}
