package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Periods.Read;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one stretch of the calendar: "March 2025", "last week", "2025-03-31". */
final class PeriodUnits {
    private static final Map<String, Integer> ORDINALS =
            Map.of(
                    "first", 1, "second", 2, "third", 3, "fourth", 4, "1st", 1, "2nd", 2, "3rd", 3,
                    "4th", 4);
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private PeriodUnits() {}

    /** One day, week, month, quarter, half or year. */
    static Optional<Read> at(Question question, int at) {
        for (var read :
                List.of(
                        relative(question, at),
                        rolling(question, at),
                        day(question, at),
                        monthOfYear(question, at),
                        quarter(question, at),
                        year(question, at))) {
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    static Optional<Read> relative(Question question, int at) {
        var today = question.today();
        if (question.says(at, "today")) {
            return Optional.of(new Read(Period.of(TimeUnit.DAY, today), at + 1));
        }
        if (question.says(at, "yesterday")) {
            return Optional.of(new Read(Period.of(TimeUnit.DAY, today.minusDays(1)), at + 1));
        }
        var toDate =
                question.longest(
                        at, Set.of("year to date", "ytd", "this year so far", "so far this year"));
        if (toDate > 0) {
            var first = TimeUnit.YEAR.start(today);
            return Optional.of(new Read(Period.of(first, today.plusDays(1)), at + toDate));
        }
        var unit = TimeUnit.of(question.text(at + 1));
        if (unit.isEmpty() || unit.get() == TimeUnit.DAY) {
            return Optional.empty();
        }
        var start = unit.get().start(today);
        return switch (question.text(at)) {
            case "this", "current" -> Optional.of(new Read(Period.of(unit.get(), start), at + 2));
            case "last", "previous", "past" ->
                    Optional.of(
                            new Read(Period.of(unit.get(), unit.get().plus(start, -1)), at + 2));
            default -> Optional.empty();
        };
    }

    /** "Last 30 days": that many, today included; "last 3 months": back from today. */
    static Optional<Read> rolling(Question question, int at) {
        var count = question.count(at + 1);
        var unit = TimeUnit.of(question.stem(at + 2));
        if (!Set.of("last", "past", "previous").contains(question.text(at))
                || count.isEmpty()
                || count.get() < 1
                || count.get() > 5_000
                || unit.isEmpty()) {
            return Optional.empty();
        }
        var end = question.today().plusDays(1);
        return Optional.of(new Read(Period.of(unit.get().plus(end, -count.get()), end), at + 3));
    }

    private static Optional<Read> day(Question question, int at) {
        if (question.is(at, Word.Kind.DAY)) {
            var day = LocalDate.parse(question.text(at));
            return Optional.of(new Read(Period.of(TimeUnit.DAY, day), at + 1));
        }
        boolean monthFirst = month(question.text(at)).isPresent();
        var month =
                month(question.text(monthFirst ? at : at + (question.says(at + 1, "of") ? 2 : 1)));
        var day = dayOfMonth(question.text(monthFirst ? at + 1 : at));
        var next = at + (!monthFirst && question.says(at + 1, "of") ? 3 : 2);
        var yearAt = question.is(next, Word.Kind.COMMA) ? next + 1 : next;
        var year = yearAt(question, yearAt);
        if (month.isEmpty() || day.isEmpty() || year.isEmpty()) {
            return Optional.empty();
        }
        var inMonth = YearMonth.of(year.get(), month.get());
        return inMonth.isValidDay(day.get())
                ? Optional.of(
                        new Read(Period.of(TimeUnit.DAY, inMonth.atDay(day.get())), yearAt + 1))
                : Optional.empty();
    }

    private static Optional<Integer> dayOfMonth(String text) {
        return text.matches("\\d{1,2}(st|nd|rd|th)?")
                ? Optional.of(Integer.parseInt(text.replaceAll("\\D", "")))
                : Optional.empty();
    }

    private static Optional<Read> monthOfYear(Question question, int at) {
        var month = month(question.text(at));
        var yearAt =
                question.says(at + 1, "of") || question.is(at + 1, Word.Kind.COMMA)
                        ? at + 2
                        : at + 1;
        var year = yearAt(question, yearAt);
        if (month.isEmpty()) {
            return Optional.empty();
        }
        if (year.isPresent()) {
            var first = LocalDate.of(year.get(), month.get(), 1);
            return Optional.of(new Read(Period.of(TimeUnit.MONTH, first), yearAt + 1));
        }
        var relative = relativeYear(question, at + 1);
        return relative.map(it ->
                new Read(Period.of(TimeUnit.MONTH, LocalDate.of(it, month.get(), 1)), at + 3));
    }

    private static Optional<Read> quarter(Question question, int at) {
        var text = question.text(at);
        if (text.matches("[qh][1-4]")) {
            var end = question.says(at + 1, "of") ? at + 2 : at + 1;
            return part(question, end, text.charAt(1) - '0', text.charAt(0) == 'q' ? 3 : 6);
        }
        var ordinal = ORDINALS.get(text);
        var months = question.says(at + 1, "quarter") ? 3 : question.says(at + 1, "half") ? 6 : 0;
        if (ordinal != null && months > 0) {
            return part(question, question.says(at + 2, "of") ? at + 3 : at + 2, ordinal, months);
        }
        var next = question.text(at + 1);
        var year = yearAt(question, at);
        return year.isPresent() && next.matches("q[1-4]")
                ? Optional.of(part(year.get(), next.charAt(1) - '0', 3, at + 2))
                : Optional.empty();
    }

    private static Optional<Read> part(Question question, int at, int number, int months) {
        if (number * months > 12) {
            return Optional.empty();
        }
        var relative = relativeYear(question, at);
        return relative.isPresent()
                ? Optional.of(part(relative.get(), number, months, at + 2))
                : yearAt(question, at).map(it -> part(it, number, months, at + 1));
    }

    private static Read part(int year, int number, int months, int end) {
        var first = LocalDate.of(year, 1 + (number - 1) * months, 1);
        return new Read(Period.of(first, first.plusMonths(months)), end);
    }

    private static Optional<Integer> relativeYear(Question question, int at) {
        var thisYear = question.today().getYear();
        return question.says(at, "this year")
                ? Optional.of(thisYear)
                : question.says(at, "last year") ? Optional.of(thisYear - 1) : Optional.empty();
    }

    private static Optional<Read> year(Question question, int at) {
        return yearAt(question, at)
                .map(it -> new Read(Period.of(TimeUnit.YEAR, LocalDate.of(it, 1, 1)), at + 1));
    }

    private static Optional<Integer> yearAt(Question question, int at) {
        if (!question.is(at, Word.Kind.NUMBER)
                || !question.words().get(at).shown().matches("\\d{4}")) {
            return Optional.empty();
        }
        return question.count(at).filter(it -> it >= FIRST_YEAR && it <= LAST_YEAR);
    }

    static Optional<Month> month(String text) {
        for (var month : Month.values()) {
            var name = month.name().toLowerCase(Locale.ROOT);
            boolean shortened =
                    text.equals(name.substring(0, 3))
                            || (text.equals("sept") && name.startsWith("sept"));
            if (text.equals(name) || (shortened && !text.equals("may"))) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }
}
