package dev.understudy.simulator;

import java.time.Instant;

/** The one place of this package where a clock is read. */
final class RealTime {
    private RealTime() {}

    static Instant now() {
        return Instant.now();
    }
}
