package dev.understudy.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Attempts that a dead primary was sent in an outage.
 *
 * @param inAll all of them
 * @param afterOpening those that began when so many had failed that the breaker had to be open
 */
record SentToTheDead(long inAll, long afterOpening) {
    /** What was under way at that moment may arrive a little later. */
    private static final Duration UNDER_WAY = Pulse.INTERVAL.dividedBy(2);

    /**
     * @param begun when each attempt began
     * @param failed when each attempt failed; where the breaker never had to open, none is late
     * @param threshold failures in a row that open the breaker
     */
    static SentToTheDead of(List<Instant> begun, List<Instant> failed, int threshold) {
        var late =
                failed.stream()
                        .sorted()
                        .skip(threshold - 1L)
                        .findFirst()
                        .map(opened -> opened.plus(UNDER_WAY))
                        .map(since -> begun.stream().filter(since::isBefore).count());
        return new SentToTheDead(begun.size(), late.orElse(0L));
    }
}
