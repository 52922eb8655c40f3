package dev.understudy.quota;

/**
 * Where the quota stands.
 *
 * @param used places taken in the window: settled and outstanding ones
 * @param limit places there are
 * @param warnAt the share from which users are warned
 */
public record QuotaStatus(long used, long limit, double warnAt, QuotaWindow window) {
    public boolean exceeded() {
        return used >= limit;
    }

    public boolean approaching() {
        return percentage() >= warnAt;
    }

    /**
     * The share that is used, 0 to 1 (above 1 only where the limit was lowered); 1 for a limit of
     * 0.
     */
    public double percentage() {
        return limit == 0 ? 1 : (double) used / limit;
    }

    public long remaining() {
        return Math.max(0, limit - used);
    }
}
