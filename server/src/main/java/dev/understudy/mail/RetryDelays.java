package dev.understudy.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a mail is tried again: twice as long each time, up to a bound.
 *
 * @param first after the first failure
 * @param longest where the doubling ends
 * @param tries after so many the mail is given up
 */
public record RetryDelays(Duration first, Duration longest, int tries) {
    /** Ends after some four hours: an alert that is older is no news. */
    public static final RetryDelays DEFAULT =
            new RetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(5), 50);

    /** The delay after so many failures (at least 1); empty: give up. */
    Optional<Duration> after(int failures) {
        if (failures >= tries) {
            return Optional.empty();
        }
        // 2^20 times a second is days: the bound has long been reached, and nothing overflows.
        var doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return Optional.of(doubled.compareTo(longest) < 0 ? doubled : longest);
    }
}
