package dev.understudy.data.result;

import dev.understudy.text.Unseen;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the values of one column are written for people: all alike, with as many digits as are of
 * use. Immutable.
 */
final class ColumnFormat {
    /** Beyond these digits before the point a number is written with an exponent. */
    private static final int MOST_DIGITS = 30;

    /** Behind the point; even for the smallest numbers. */
    private static final int MOST_DECIMALS = 10;

    /** Names, not amounts: 10432 and not 10,432. */
    private static final Pattern IDENTIFIER =
            Pattern.compile(
                    "(?i)(.*[_ ])?(id|key|code|nr|no|zip|postcode|phone|isbn|ean|sku)"
                            + "|.*[_ ]number|.*[a-z]Id");

    private static final Pattern YEAR = Pattern.compile("(?i).*(year|date_part|extract).*");

    private final boolean numeric;
    private final boolean daysOnly;
    private final int decimals;
    private final String pattern;

    private ColumnFormat(boolean numeric, boolean daysOnly, int decimals, boolean grouped) {
        this.numeric = numeric;
        this.daysOnly = daysOnly;
        this.decimals = decimals;
        this.pattern =
                (grouped ? "#,##0" : "0") + (decimals == 0 ? "" : "." + "0".repeat(decimals));
    }

    static ColumnFormat of(String column, List<Cell> cells) {
        var numbers = numbersOf(cells);
        boolean numeric =
                !numbers.isEmpty()
                        && cells.stream()
                                .allMatch(it ->
                                        it instanceof Cell.Numeric || it instanceof Cell.Missing);
        return new ColumnFormat(
                numeric, daysOnly(cells), decimals(numbers), !identifies(column, numbers));
    }

    /** Whether the column's numbers are names or years, so that there is nothing to add up. */
    static boolean identifies(String column, List<BigDecimal> numbers) {
        boolean whole = numbers.stream().allMatch(it -> it.stripTrailingZeros().scale() <= 0);
        return whole && (IDENTIFIER.matcher(column).matches() || isYear(column, numbers));
    }

    /** Whether it is a year by its name and its values. */
    static boolean isYear(String column, List<BigDecimal> numbers) {
        return YEAR.matcher(column).matches()
                && numbers.stream()
                        .allMatch(it ->
                                it.compareTo(BigDecimal.valueOf(1000)) >= 0
                                        && it.compareTo(BigDecimal.valueOf(2999)) <= 0);
    }

    static List<BigDecimal> numbersOf(List<Cell> cells) {
        return cells.stream()
                .filter(Cell.Numeric.class::isInstance)
                .map(it -> ((Cell.Numeric) it).value())
                .toList();
    }

    /** Whether all that it holds are numbers: those are aligned right. */
    boolean numeric() {
        return numeric;
    }

    /** On one line; empty for {@link Cell.Missing}. */
    String text(Cell cell) {
        return switch (cell) {
            case Cell.Missing _ -> "";
            case Cell.Text(var text, boolean cut) -> oneLine(text) + (cut ? "…" : "");
            case Cell.Numeric(var value) -> number(value);
            case Cell.Bool(boolean value) -> String.valueOf(value);
            case Cell.Date(var day) -> day.toString();
            case Cell.Timestamp(var moment) ->
                    daysOnly
                            ? moment.toLocalDate().toString()
                            : moment.toString().replace('T', ' ');
            case Cell.Time(var time) -> time.toString();
        };
    }

    private String number(BigDecimal value) {
        var rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
        if (rounded.precision() - rounded.scale() > MOST_DIGITS
                || (rounded.signum() == 0 && value.signum() != 0)) {
            return value.round(new MathContext(4)).toString();
        }
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(rounded);
    }

    /** Two where the database counts in cents; else what is there, up to what is of use. */
    private static int decimals(List<BigDecimal> numbers) {
        int declared = numbers.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        int there =
                numbers.stream().mapToInt(it -> it.stripTrailingZeros().scale()).max().orElse(0);
        if (declared == 2 && there <= 2) {
            return 2;
        }
        var largest =
                numbers.stream()
                        .map(BigDecimal::abs)
                        .max(BigDecimal::compareTo)
                        .orElse(BigDecimal.ZERO);
        return Math.clamp(there, 0, ofUse(largest));
    }

    /** Four digits that count, and two behind the point at least. */
    private static int ofUse(BigDecimal largest) {
        int before = largest.precision() - largest.scale();
        return largest.signum() == 0 ? 0 : Math.clamp(4L - before, 2, MOST_DECIMALS);
    }

    private static boolean daysOnly(List<Cell> cells) {
        return cells.stream()
                .filter(Cell.Timestamp.class::isInstance)
                .allMatch(it ->
                        ((Cell.Timestamp) it).value().toLocalTime().equals(LocalTime.MIDNIGHT));
    }

    private static String oneLine(String text) {
        return Unseen.blanked(text).replaceAll("\\s+", " ").strip();
    }
}
