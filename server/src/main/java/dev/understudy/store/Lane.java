package dev.understudy.store;

/** Kinds of operations, each with a queue bound of its own, so that no kind crowds out another. */
enum Lane {
    /** Takes a place or claims a warning; refused in trouble. The bound is about half a second. */
    ASK(4_096),
    /** The writer's own, again and again: it shows that this process lives. */
    BEAT(1),
    /** Rolls up old entries; in a transaction of its own, after all others, and one at a time. */
    ROLL_UP(1),
    /** Looks only, outside of transactions, so that it works while nothing can be written. */
    READ(4_096),
    /**
     * Ends a reservation; kept in trouble until it can be written. The bound is never met: there
     * are at most {@link LedgerWriter#MOST_OUTSTANDING} reservations, and each ends once.
     */
    ENDING(2 * LedgerWriter.MOST_OUTSTANDING),
    /** Records what takes no place; kept in trouble until it can be written. */
    RECORD(65_536),
    /**
     * Records the end of a query; kept like the others. The bound is lower, since each may hold a
     * trail of some KiB.
     */
    QUERY(16_384);

    private final int bound;

    Lane(int bound) {
        this.bound = bound;
    }

    /** So many may wait. */
    int bound() {
        return bound;
    }

    /** Whether it does not share the transaction of what was queued with it. */
    boolean isApart() {
        return this == READ || this == ROLL_UP;
    }

    boolean isKept() {
        return switch (this) {
            case ENDING, RECORD, QUERY -> true;
            case ASK, BEAT, READ, ROLL_UP -> false;
        };
    }
}
