package dev.understudy.agent.tool;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be said of dates, in sentences. */
public final class DateFacts {
    private static final DateTimeFormatter NAMED =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private DateFacts() {}

    /** {@code Tuesday, 24 November 2026 (2026-11-24)}. */
    public static String named(LocalDate date) {
        return "%s (%s)".formatted(NAMED.format(date), date);
    }

    static String described(LocalDate date, LocalDate today) {
        return "%s: ISO week %d of %d, day %d of %d in the year, last day of the month %s; %s."
                .formatted(
                        named(date),
                        date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                        date.get(IsoFields.WEEK_BASED_YEAR),
                        date.getDayOfYear(),
                        date.lengthOfYear(),
                        date.with(TemporalAdjusters.lastDayOfMonth()),
                        fromToday(date, today));
    }

    private static String fromToday(LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, date);
        return days == 0
                ? "it is today"
                : "%s %s today (%s)"
                        .formatted(
                                count(Math.abs(days), "day"), days > 0 ? "after" : "before", today);
    }

    /** All the ways in which the time between two dates is asked for. */
    static String between(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return "%s and %s are the same day.".formatted(from, to);
        }
        var first = from.isBefore(to) ? from : to;
        var last = from.isBefore(to) ? to : from;
        long days = ChronoUnit.DAYS.between(first, last);
        return "%s is %s %s %s: %s; %s; %s (Monday to Friday, with the first day and without the last, no holidays)."
                .formatted(
                        to,
                        count(days, "day"),
                        from.isBefore(to) ? "after" : "before",
                        from,
                        weeks(days),
                        period(Period.between(first, last)),
                        count(WorkingDays.between(first, last), "working day"));
    }

    private static String weeks(long days) {
        long rest = days % 7;
        return count(days / 7, "week") + (rest == 0 ? "" : " and " + count(rest, "day"));
    }

    private static String period(Period period) {
        var parts = new ArrayList<String>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String unit) {
        if (count != 0) {
            parts.add(count(count, unit));
        }
    }

    static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
