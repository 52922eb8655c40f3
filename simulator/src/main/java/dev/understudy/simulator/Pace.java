package dev.understudy.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * When the parts of an answer are sent. Timers have a resolution of one millisecond; anything finer
 * is rounded up.
 *
 * @param headersAfter from the request to the response's headers; empty = with the first line
 * @param firstTokenAfter from the request to the first line (never before the headers)
 * @param betweenTokens from one line to the next
 */
public record Pace(
        Optional<Duration> headersAfter, Duration firstTokenAfter, Duration betweenTokens) {

    static final Pace AT_ONCE = new Pace(Optional.empty(), Duration.ZERO, Duration.ZERO);

    public Pace {
        headersAfter.ifPresent(delay -> check("headersAfter", delay));
        check("firstTokenAfter", firstTokenAfter);
        check("betweenTokens", betweenTokens);
    }

    private static void check(String name, Duration delay) {
        if (delay.isNegative() || delay.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "%s must lie between zero and one day, got %s".formatted(name, delay));
        }
    }

    /** The wait before line {@code index}, counted from the line before it or from the headers. */
    Duration before(int index) {
        if (index > 0) {
            return betweenTokens;
        }
        var rest = firstTokenAfter.minus(headersAfter.orElse(Duration.ZERO));
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
