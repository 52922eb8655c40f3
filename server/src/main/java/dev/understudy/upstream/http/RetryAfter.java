package dev.understudy.upstream.http;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a server wants to be left alone, in the three spellings that there are: {@code
 * retry-after-ms}, {@code retry-after} in seconds, {@code retry-after} as a date (RFC 9110, 10.2.3;
 * the first is OpenAI's). Thread-safe.
 */
public final class RetryAfter {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    /** Far beyond any window; keeps the arithmetic of those who add it to now in its range. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private final InstantSource dates;

    /** {@code dates} tells how far away a date is. */
    public RetryAfter(InstantSource dates) {
        this.dates = dates;
    }

    /** Null where nothing is said, or nothing that can be read. Never negative. */
    public @Nullable Duration of(MultiMap headers) {
        var millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return atMost(millis);
        }
        var value = headers.get("retry-after");
        var seconds = number(value);
        if (seconds != null) {
            return atMost(seconds * 1_000);
        }
        return value == null ? null : untilDate(value.strip());
    }

    private static @Nullable Double number(@Nullable String value) {
        return value != null && PLAIN_NUMBER.matcher(value.strip()).matches()
                ? Double.valueOf(value.strip())
                : null;
    }

    private static Duration atMost(double millis) {
        return millis >= LONGEST_WAIT.toMillis()
                ? LONGEST_WAIT
                : Duration.ofMillis((long) Math.ceil(millis));
    }

    private @Nullable Duration untilDate(String date) {
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return atMost(
                    (double) Math.max(0, Duration.between(dates.instant(), until).toMillis()));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
