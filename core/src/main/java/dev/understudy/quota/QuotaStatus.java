package dev.understudy.quota;

/**
 * Where one limit stands.
 *
 * @param name which limit; the quota's own unless said otherwise
 * @param used what is taken in the window: by settled and outstanding attempts
 * @param limit how much there is
 * @param warnAt the share from which users are warned
 */
public record QuotaStatus(
        LimitName name, long used, long limit, double warnAt, QuotaWindow window) {
    /** Of the quota's own limit. */
    public QuotaStatus(long used, long limit, double warnAt, QuotaWindow window) {
        this(LimitName.GLOBAL_REQUESTS, used, limit, warnAt, window);
    }

    public boolean exceeded() {
        return used >= limit;
    }

    public boolean approaching() {
        return percentage() >= warnAt;
    }

    /**
     * The share that is used, 0 to 1 (above 1 where the limit was lowered, by the last answers
     * under a limit of tokens, and by users for whom places are kept); 1 for a limit of 0.
     */
    public double percentage() {
        return limit == 0 ? 1 : (double) used / limit;
    }

    public long remaining() {
        return Math.max(0, limit - used);
    }
}
