package dev.understudy.notice;

import dev.understudy.quota.LimitName;
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
        return usageLine(status.used(), status.limit(), status.name());
    }

    /** The limit in the words of a user: {@code your daily limit}. */
    public static String limit(LimitName name) {
        return switch (name.scope()) {
            case GLOBAL, SHARED -> "the daily limit of this server";
            case USER -> "your daily limit";
            case KEY -> "the daily limit of your API key";
            case MODEL -> "the daily limit of " + name.name();
        };
    }

    /** Who has used up a limit: the original says "you" of all together. */
    static String whoUsed(LimitName name) {
        return switch (name.scope()) {
            case GLOBAL, USER -> "You've used";
            case KEY -> "This API key has used";
            case SHARED, MODEL -> "All together have used";
        };
    }

    /** Whether it is the quota's own limit, which texts need not name. */
    static boolean isQuota(LimitName name) {
        return name.equals(LimitName.GLOBAL_REQUESTS) || name.equals(LimitName.SHARED_REQUESTS);
    }

    /** The same from the figures alone. */
    public static String usageLine(long used, long limit) {
        return usageLine(used, limit, LimitName.GLOBAL_REQUESTS);
    }

    private static String usageLine(long used, long limit, LimitName name) {
        double percent = limit == 0 ? 100 : 100.0 * used / limit;
        return String.format(
                Locale.ROOT,
                "Usage: %d/%d %s (%.1f%%%s)",
                used,
                limit,
                name.unit().wireName(),
                percent,
                isQuota(name) ? "" : " of " + limit(name));
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
