package dev.understudy.agent.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises questions about dates that the calendar alone answers ("How many days until
 * Christmas?"). What is not fully understood is left to a model.
 */
final class DateQuestions {
    private static final String COUNTED =
            "(?:how many|number of|the number of) (?:days|weeks|months|years|working days|workdays|business days)(?: left)?(?: are there| is it| are left| are| have passed)?(?: left)?";

    private static final Pattern TODAY =
            Pattern.compile(
                    "(?:what is|what's) (?:the |today's )?(?:date|day)(?: today| of today)?"
                            + "|what (?:date|day|day of the week|weekday) is it(?: today)?"
                            + "|what (?:date|day|day of the week|weekday) is today");
    private static final Pattern WEEK =
            Pattern.compile(
                    "(?:what|which)(?: calendar| iso)? week(?: number)?(?: of the year)? (?:is it|is this|are we in|is today)(?: now| today)?");
    private static final Pattern WEEKDAY =
            Pattern.compile(
                    "(?:what|which|on what|on which) (?:weekday|day|day of the week|date) (is|was|will be|does) (.+?)(?: fall on)?");
    private static final Pattern UNTIL =
            Pattern.compile(COUNTED + " (?:until|till|to|before|since) (.+)");
    private static final Pattern BETWEEN =
            Pattern.compile(COUNTED + " (?:between|from) (.+?) (?:and|to|until|till) (.+)");
    private static final Pattern LATER =
            Pattern.compile(
                    "(?:what|which)(?:'s| is)?(?: the)? (?:date|day)(?: is| is it| was| was it| will it be| will be)?"
                            + " (in )?(\\d{1,5}) (day|week|month|year|working day|workday|business day)s?"
                            + "(?: (from now|from today|ago|after|before|from)(?: (.+))?)?");

    private DateQuestions() {}

    /** The answer; empty where the question is not one of these, or a date is not clear. */
    static Optional<ToolResult> answer(String question, LocalDate today) {
        var plain = PlainWords.lower(question);
        if (TODAY.matcher(plain).matches()) {
            return found(today.toString(), "Today is " + DateFacts.named(today) + ".");
        }
        if (WEEK.matcher(plain).matches()) {
            return found(today.toString(), DateFacts.described(today, today));
        }
        try {
            return between(plain, today)
                    .or(() -> later(plain, today))
                    .or(() -> weekday(plain, today));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<ToolResult> weekday(String plain, LocalDate today) {
        var matcher = WEEKDAY.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var spoken = matcher.group(2);
        var day =
                matcher.group(1).equals("was")
                        ? SpokenDate.exact(spoken, today)
                        : SpokenDate.next(spoken, today);
        return day.flatMap(it -> found(it.toString(), DateFacts.described(it, today)));
    }

    private static Optional<ToolResult> between(String plain, LocalDate today) {
        var between = BETWEEN.matcher(plain);
        if (between.matches()) {
            var from = SpokenDate.exact(between.group(1), today);
            var to = SpokenDate.exact(between.group(2), today);
            return from.flatMap(first -> to.flatMap(last -> difference(first, last)));
        }
        var until = UNTIL.matcher(plain);
        if (!until.matches()) {
            return Optional.empty();
        }
        var day =
                plain.contains(" since ")
                        ? SpokenDate.exact(until.group(1), today)
                        : SpokenDate.next(until.group(1), today);
        return day.flatMap(it -> difference(today, it));
    }

    private static Optional<ToolResult> difference(LocalDate from, LocalDate to) {
        return found("from %s to %s".formatted(from, to), DateFacts.between(from, to));
    }

    private static Optional<ToolResult> later(String plain, LocalDate today) {
        var matcher = LATER.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return start(matcher, today)
                .map(start -> {
                    int count = Integer.parseInt(matcher.group(2)) * (back(matcher) ? -1 : 1);
                    var day = WrittenDate.bounded(moved(start, count, matcher.group(3)));
                    return new ToolResult(
                            "dates: %s %d %ss".formatted(start, count, matcher.group(3)),
                            DateFacts.described(day, today));
                });
    }

    /** Where it is counted from; empty where that is not clear. */
    private static Optional<LocalDate> start(Matcher matcher, LocalDate today) {
        boolean in = matcher.group(1) != null;
        var word = Optional.ofNullable(matcher.group(4)).orElse("");
        var date = Optional.ofNullable(matcher.group(5));
        return switch (word) {
            case "" -> in ? Optional.of(today) : Optional.empty();
            case "from now", "from today" -> date.isEmpty() ? Optional.of(today) : Optional.empty();
            case "ago" -> date.isEmpty() && !in ? Optional.of(today) : Optional.empty();
            default -> in ? Optional.empty() : date.flatMap(it -> SpokenDate.exact(it, today));
        };
    }

    private static boolean back(Matcher matcher) {
        var word = Optional.ofNullable(matcher.group(4)).orElse("");
        return word.equals("ago") || word.equals("before");
    }

    private static LocalDate moved(LocalDate start, int count, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "day" -> start.plusDays(count);
            case "week" -> start.plusWeeks(count);
            case "month" -> start.plusMonths(count);
            case "year" -> start.plusYears(count);
            default -> WorkingDays.after(start, count);
        };
    }

    private static Optional<ToolResult> found(String what, String text) {
        return Optional.of(new ToolResult(DatesTool.NAME + ": " + what, text));
    }
}
