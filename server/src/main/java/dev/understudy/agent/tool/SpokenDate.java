package dev.understudy.agent.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a date as people say it, in lower case: {@code 24 december 2026}, {@code dec 24}, {@code
 * christmas}. What has two readings ({@code 3/4/2026}) is not read.
 */
final class SpokenDate {
    private static final Map<String, MonthDay> FEASTS =
            Map.of(
                    "christmas eve", MonthDay.of(12, 24),
                    "christmas", MonthDay.of(12, 25),
                    "christmas day", MonthDay.of(12, 25),
                    "new year's eve", MonthDay.of(12, 31),
                    "new year", MonthDay.of(1, 1),
                    "new year's day", MonthDay.of(1, 1),
                    "halloween", MonthDay.of(10, 31),
                    "valentine's day", MonthDay.of(2, 14));

    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?:the )?" + DAY + "(?: of)? ([a-z]{3,9})\\.?(?:,? (\\d{4}))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]{3,9})\\.? (?:the )?" + DAY + "(?:,? (\\d{4}))?");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private SpokenDate() {}

    /** The day that is meant; a day without a year is read as the next one. */
    static Optional<LocalDate> next(String spoken, LocalDate today) {
        var feast = FEASTS.get(spoken);
        return feast != null
                ? Optional.of(next(feast, today))
                : exact(spoken, today).or(() -> written(spoken, Optional.of(today)));
    }

    /** The day that is meant, where it is said with its year or relative to today. */
    static Optional<LocalDate> exact(String spoken, LocalDate today) {
        return switch (spoken) {
            case "today", "now" -> Optional.of(today);
            case "tomorrow" -> Optional.of(today.plusDays(1));
            case "yesterday" -> Optional.of(today.minusDays(1));
            case "the end of the year", "year end", "the end of this year" ->
                    Optional.of(today.with(TemporalAdjusters.lastDayOfYear()));
            case "the end of the month", "month end", "the end of this month" ->
                    Optional.of(today.with(TemporalAdjusters.lastDayOfMonth()));
            default ->
                    ISO.matcher(spoken).matches() ? iso(spoken) : written(spoken, Optional.empty());
        };
    }

    private static Optional<LocalDate> iso(String spoken) {
        try {
            return Optional.of(LocalDate.parse(spoken));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * @param nextAfter what a day without a year comes after; empty where it must have one
     */
    private static Optional<LocalDate> written(String spoken, Optional<LocalDate> nextAfter) {
        var dayFirst = DAY_FIRST.matcher(spoken);
        if (dayFirst.matches()) {
            return date(dayFirst.group(1), dayFirst.group(2), year(dayFirst.group(3)), nextAfter);
        }
        var monthFirst = MONTH_FIRST.matcher(spoken);
        return monthFirst.matches()
                ? date(
                        monthFirst.group(2),
                        monthFirst.group(1),
                        year(monthFirst.group(3)),
                        nextAfter)
                : Optional.empty();
    }

    private static Optional<Integer> year(@org.jspecify.annotations.Nullable String digits) {
        return Optional.ofNullable(digits).map(Integer::valueOf);
    }

    private static Optional<LocalDate> date(
            String day, String monthName, Optional<Integer> year, Optional<LocalDate> nextAfter) {
        var month = month(monthName);
        if (month.isEmpty()) {
            return Optional.empty();
        }
        try {
            var monthDay = MonthDay.of(month.get(), Integer.parseInt(day));
            return year.isPresent()
                    ? Optional.of(LocalDate.of(year.get(), month.get(), Integer.parseInt(day)))
                    : nextAfter.map(today -> next(monthDay, today));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalDate next(MonthDay day, LocalDate today) {
        int year = today.getYear();
        while (!day.isValidYear(year) || day.atYear(year).isBefore(today)) {
            year++;
        }
        return day.atYear(year);
    }

    private static Optional<Month> month(String name) {
        return Arrays.stream(Month.values()).filter(month -> names(month, name)).findFirst();
    }

    private static boolean names(Month month, String name) {
        var full = month.name().toLowerCase(Locale.ROOT);
        return full.equals(name)
                || full.substring(0, 3).equals(name)
                || (month == Month.SEPTEMBER && name.equals("sept"));
    }
}
