package dev.understudy.agent.analysis.prose;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the numbers and dates in a prose that a result does not bear out. Right is what occurs in
 * the rows (rounded to the digits that are shown), the number of rows, what the question or the
 * statement says, and what follows from the numbers by one step: a sum, a difference, a share, an
 * average. The rest is wrong. Small numbers in words ("three") are not read; large ones, and digits
 * of other scripts, are wrong. Immutable; thread-safe.
 */
public final class ProseCheck {
    /** Letters with digits: names such as B2B, and times such as 14:30. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:\\p{L}[\\p{L}\\p{N}_-]*\\d[\\p{L}\\p{N}_-]*|\\d{1,2}:\\d{2}(?::\\d{2})?)");

    /**
     * Numbers that are not read, and so cannot be borne out: other digits than 0 to 9, exponents,
     * more digits than any amount has, and words for large numbers.
     */
    private static final Pattern UNREAD =
            Pattern.compile(
                    "[\\p{N}&&[^0-9]]+|\\d[eE][+-]?\\d+|\\d{20,}"
                            + "|(?i)\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
                            + "|\\w+teen|\\w+ty|half a|a) (?:dozen|hundred|thousand|million|billion)\\b");

    private static final Pattern HYPHENED = Pattern.compile("([\\p{L}-]+-)(\\d+)");

    private static final int MOST_UNREAD = 20;

    private final KnownNumbers numbers;
    private final KnownDates dates;
    private final String texts;

    /**
     * @param others texts that may name numbers too: the question, the statement, an assumption
     * @param today may be named as well
     */
    public ProseCheck(ResultTable table, List<String> others, LocalDate today) {
        numbers = new KnownNumbers(table, others);
        dates = new KnownDates(table, others, today);
        texts =
                Stream.concat(
                                others.stream(),
                                table.rows().stream().flatMap(List::stream).map(ProseCheck::text))
                        .reduce("", (all, it) -> all + "\n" + it)
                        .toLowerCase(Locale.ROOT);
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text, _) -> text;
            case Cell.Time(var time) -> time.toString();
            case Cell.Timestamp(var moment) -> moment.toLocalTime().toString();
            case Cell.Missing _, Cell.Numeric _, Cell.Bool _, Cell.Date _ -> "";
        };
    }

    /** A name that is known is no number; of "top-5" the number is left. */
    private String withoutName(String name, List<String> wrong) {
        if (!texts.contains(name.toLowerCase(Locale.ROOT))) {
            var hyphen = HYPHENED.matcher(name);
            if (hyphen.matches()) {
                return " ".repeat(hyphen.end(1)) + hyphen.group(2);
            }
            wrong.add(name);
        }
        return " ".repeat(name.length());
    }

    /** What is wrong, as it is written, each once; empty where all is right. */
    public List<String> wrongIn(String prose) {
        var wrong = new ArrayList<String>();
        UNREAD.matcher(prose).results().limit(MOST_UNREAD).forEach(it -> wrong.add(it.group()));
        var rest = ProseDates.withoutDates(prose, dates, wrong);
        rest = NAME.matcher(rest).replaceAll(it -> withoutName(it.group(), wrong));
        ProseNumbers.in(rest).stream()
                .filter(it -> !numbers.bearOut(it))
                .map(ProseNumber::text)
                .forEach(wrong::add);
        return wrong.stream().distinct().toList();
    }
}
