package dev.understudy.quota;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The stretch of time that a quota counts in, from one reset to the next.
 *
 * @param start first instant inside
 * @param end first instant after
 */
public record QuotaWindow(Instant start, Instant end, ZoneId zone) {
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
