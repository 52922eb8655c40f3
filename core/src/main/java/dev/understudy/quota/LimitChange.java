package dev.understudy.quota;

/**
 * A limit is to be another one until the window ends.
 *
 * @param amount the new limit, or how much is to be added to it
 * @param grant whether {@code amount} is added
 * @param by who wants it, for the log
 */
public record LimitChange(LimitName limit, long amount, boolean grant, String by) {
    public LimitChange {
        if (limit.scope() == LimitScope.SHARED) {
            throw new IllegalArgumentException("what is shared follows the global limit");
        }
        long least = grant ? 1 : 0;
        if (amount < least || amount > limit.unit().most()) {
            throw new IllegalArgumentException(
                    "%s must lie in %d..%d, got %d"
                            .formatted(
                                    grant ? "a grant" : "a limit",
                                    least,
                                    limit.unit().most(),
                                    amount));
        }
    }

    /** The limit that comes of it; may be larger than {@link LimitUnit#most}, which is refused. */
    long applied(long before) {
        return grant ? before + amount : amount;
    }
}
