package dev.understudy.agent.analysis.prose;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Dates in a prose, in their many notations. Pure. */
final class ProseDates {
    private static final String MONTH = "(" + MonthName.PATTERN + ")";
    private static final String YEAR = "(\\d{4})";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th|er|º)?";

    /** One notation, and whether a date in it is known. The longer ones come first. */
    private record Notation(Pattern pattern, BiPredicate<MatchResult, KnownDates> known) {
        Notation(String pattern, BiPredicate<MatchResult, KnownDates> known) {
            this(
                    Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + pattern + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                    known);
        }
    }

    private static final List<Notation> NOTATIONS =
            List.of(
                    new Notation(
                            "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})",
                            (it, known) -> day(it, 1, 2, 3, known)),
                    new Notation(
                            "(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})",
                            (it, known) -> day(it, 3, 2, 1, known) || day(it, 3, 1, 2, known)),
                    new Notation(
                            MONTH + " " + DAY + ",? " + YEAR,
                            (it, known) -> namedDay(it, 3, 1, 2, known)),
                    new Notation(
                            DAY + "\\.?(?: of| de)? " + MONTH + ",?(?: de)? " + YEAR,
                            (it, known) -> namedDay(it, 3, 2, 1, known)),
                    new Notation(
                            MONTH + "(?: of| de)?,? " + YEAR,
                            (it, known) -> month(it, 2, month(it.group(1)), known)),
                    new Notation(
                            "(\\d{4})-(\\d{2})",
                            (it, known) -> month(it, 1, Integer.parseInt(it.group(2)), known)),
                    new Notation(MONTH + " " + DAY, (it, known) -> dayOfYear(it, 1, 2, known)),
                    new Notation(
                            DAY + "\\.?(?: of| de)? " + MONTH,
                            (it, known) -> dayOfYear(it, 2, 1, known)),
                    new Notation(
                            "[QT]([1-4])(?:[ /-]" + YEAR + ")?",
                            (it, known) ->
                                    known.quarter(
                                            Integer.parseInt(it.group(1)),
                                            it.group(2) == null
                                                    ? 0
                                                    : Integer.parseInt(it.group(2)))),
                    new Notation(
                            YEAR + "[ -]?[QT]([1-4])",
                            (it, known) ->
                                    known.quarter(
                                            Integer.parseInt(it.group(2)),
                                            Integer.parseInt(it.group(1)))));

    private ProseDates() {}

    /**
     * The prose with the dates that are known blanked out. One that is not known is added to {@code
     * wrong} and blanked out too; what only looks like a date is left for whoever reads numbers.
     */
    static String withoutDates(String prose, KnownDates known, List<String> wrong) {
        var rest = prose;
        for (var notation : NOTATIONS) {
            rest =
                    notation.pattern()
                            .matcher(rest)
                            .replaceAll(it -> {
                                if (!notation.known().test(it, known)) {
                                    wrong.add(it.group());
                                }
                                return " ".repeat(it.group().length());
                            });
        }
        return rest;
    }

    private static int month(String name) {
        return MonthName.number(name).orElse(0);
    }

    private static boolean day(MatchResult it, int year, int month, int day, KnownDates known) {
        return day(
                Integer.parseInt(it.group(year)),
                Integer.parseInt(it.group(month)),
                Integer.parseInt(it.group(day)),
                known);
    }

    private static boolean namedDay(
            MatchResult it, int year, int month, int day, KnownDates known) {
        return day(
                Integer.parseInt(it.group(year)),
                month(it.group(month)),
                Integer.parseInt(it.group(day)),
                known);
    }

    private static boolean day(int year, int month, int day, KnownDates known) {
        try {
            return known.day(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean month(MatchResult it, int year, int month, KnownDates known) {
        try {
            return known.month(YearMonth.of(Integer.parseInt(it.group(year)), month));
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean dayOfYear(MatchResult it, int month, int day, KnownDates known) {
        try {
            return known.dayOfYear(
                    MonthDay.of(month(it.group(month)), Integer.parseInt(it.group(day))));
        } catch (DateTimeException _) {
            return false;
        }
    }
}
