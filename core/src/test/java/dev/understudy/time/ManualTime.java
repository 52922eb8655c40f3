package dev.understudy.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is told to move; both kinds of time move together, unless the
 * wall clock jumps.
 */
public final class ManualTime implements Ticker, InstantSource {
    private Instant now;
    private long nanos;

    public ManualTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /**
     * Sets the wall clock forward or, with a negative duration, back; elapsed time knows nothing.
     */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }
}
