package dev.understudy.notice;

import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures are put into words. */
public final class Spoken {
    private static final DateTimeFormatter RESET =
            DateTimeFormatter.ofPattern("HH:mm (zzz)", Locale.ENGLISH);

    private Spoken() {}

    /** The usage line: {@code Usage: 15/1000 requests (1.5%)}. */
    public static String usageLine(QuotaStatus status) {
        return usageLine(status.used(), status.limit());
    }

    /** The same from the figures alone. */
    public static String usageLine(long used, long limit) {
        double percent = limit == 0 ? 100 : 100.0 * used / limit;
        return String.format(Locale.ROOT, "Usage: %d/%d requests (%.1f%%)", used, limit, percent);
    }

    /** Rounded down, so that it never says 100 before the quota is spent. */
    static long wholePercent(QuotaStatus status) {
        return status.limit() == 0 ? 100 : status.used() * 100 / status.limit();
    }

    /** When the window ends, in its zone: {@code 00:00 (CET)}, else {@code 00:00 (GMT-03:00)}. */
    public static String reset(QuotaStatus status) {
        var window = status.window();
        return ZonedDateTime.ofInstant(window.end(), window.zone()).format(RESET);
    }

    /** {@code 2 s}, {@code 1.5 s}, {@code 3 min}. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) >= 0) {
            return duration.toMinutes() + " min";
        }
        long tenths = (duration.toMillis() + 99) / 100;
        return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
