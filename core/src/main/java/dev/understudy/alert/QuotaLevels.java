package dev.understudy.alert;

import dev.understudy.quota.QuotaStatus;
import java.time.Instant;

/**
 * How far the quota is used up in its window. Within one window and limit it only rises: statuses
 * may arrive out of order, and places that are given back are no reason to warn a second time.
 */
final class QuotaLevels {
    /** What the operator is told of. */
    enum Level {
        PLENTY,
        NEARS_END,
        SPENT
    }

    private Instant window = Instant.MIN;
    private long limit = -1;
    private Level level = Level.PLENTY;

    /**
     * Takes a status in.
     *
     * @param refused whether an attempt found no place
     * @return whether counting began anew with it: another window, or another limit
     */
    boolean take(QuotaStatus status, boolean refused) {
        var start = status.window().start();
        if (start.isBefore(window)) {
            return false;
        }
        boolean anew = start.isAfter(window) || status.limit() != limit;
        var seen = refused ? Level.SPENT : status.approaching() ? Level.NEARS_END : Level.PLENTY;
        window = start;
        limit = status.limit();
        level = anew || seen.compareTo(level) > 0 ? seen : level;
        return anew;
    }

    Level level() {
        return level;
    }
}
