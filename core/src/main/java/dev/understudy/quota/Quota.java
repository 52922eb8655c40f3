package dev.understudy.quota;

/**
 * How many metered attempts a window allows.
 *
 * @param limit attempts per window; 0 allows none
 * @param warnAt the share of the limit from which users are warned, above 0 up to 1
 */
public record Quota(long limit, double warnAt, OnExceeded onExceeded, QuotaCalendar calendar) {
    public Quota {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit cannot be negative, got " + limit);
        }
        if (!(warnAt > 0 && warnAt <= 1)) {
            throw new IllegalArgumentException(
                    "the warning share must lie above 0 and up to 1, got " + warnAt);
        }
    }

    /** Where the quota stands when {@code used} places are taken in {@code window}. */
    public QuotaStatus status(long used, QuotaWindow window) {
        return new QuotaStatus(used, limit, warnAt, window);
    }
}
