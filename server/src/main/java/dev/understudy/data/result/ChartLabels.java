package dev.understudy.data.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What names a chart's points: a column of times or of texts, or a year and a month beside each
 * other. Pure.
 *
 * @param columns that the labels are made of
 * @param name of them
 * @param texts one for each row
 * @param ordered whether they are times and come in their order, be it backwards
 * @param descending whether it is backwards
 */
record ChartLabels(
        Set<Integer> columns,
        String name,
        List<String> texts,
        boolean ordered,
        boolean descending) {
    private static final Pattern PERIOD =
            Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?|[- ]?[QqWw]\\d{1,2})?");

    private static final Pattern PART_OF_YEAR =
            Pattern.compile("(?i).*(month|quarter|week|date_part|extract).*");

    private static final Pattern COUNTED =
            Pattern.compile("(?i).*(month|quarter|week|hour|day|date_part|extract).*");

    static Optional<ChartLabels> of(ResultTable table) {
        return yearAndPart(table).or(() -> times(table)).or(() -> texts(table));
    }

    private static Optional<ChartLabels> yearAndPart(ResultTable table) {
        if (table.columns().size() < 3 || !isYear(table, 0) || !isWhole(table, 1, PART_OF_YEAR)) {
            return Optional.empty();
        }
        var years = numbers(table, 0);
        var parts = numbers(table, 1);
        var labels =
                IntStream.range(0, years.size())
                        .mapToObj(it ->
                                "%d-%02d"
                                        .formatted(
                                                years.get(it).intValue(), parts.get(it).intValue()))
                        .toList();
        return Optional.of(
                timed(
                        Set.of(0, 1),
                        table.columns().get(0) + " and " + table.columns().get(1),
                        labels,
                        labels));
    }

    private static Optional<ChartLabels> times(ResultTable table) {
        return IntStream.range(0, table.columns().size())
                .filter(it -> isTime(table, it))
                .mapToObj(it -> {
                    var texts = shownTimes(table, it);
                    return timed(
                            Set.of(it), ShownTable.of(table).column(it), texts, keys(table, it));
                })
                .findFirst();
    }

    private static Optional<ChartLabels> texts(ResultTable table) {
        return IntStream.range(0, table.columns().size())
                .filter(it ->
                        ShownTable.cells(table, it).stream()
                                .allMatch(cell ->
                                        cell instanceof Cell.Text
                                                || cell instanceof Cell.Bool
                                                || cell instanceof Cell.Missing))
                .mapToObj(it ->
                        new ChartLabels(
                                Set.of(it),
                                ShownTable.of(table).column(it),
                                shown(table, it),
                                false,
                                false))
                .findFirst();
    }

    private static <K extends Comparable<K>> ChartLabels timed(
            Set<Integer> columns, String name, List<String> texts, List<K> keys) {
        boolean up = inOrder(keys, Comparator.naturalOrder());
        boolean down = inOrder(keys, Comparator.reverseOrder());
        return new ChartLabels(columns, name, texts, up || down, down && !up);
    }

    private static <K> boolean inOrder(List<K> keys, Comparator<K> order) {
        return IntStream.range(1, keys.size())
                .allMatch(it -> order.compare(keys.get(it - 1), keys.get(it)) < 0);
    }

    private static boolean isTime(ResultTable table, int column) {
        var cells = ShownTable.cells(table, column);
        return cells.stream()
                        .allMatch(it ->
                                switch (it) {
                                    case Cell.Date _, Cell.Timestamp _ -> true;
                                    case Cell.Text(var text, _) -> PERIOD.matcher(text).matches();
                                    case Cell.Missing _, Cell.Numeric _, Cell.Bool _, Cell.Time _ ->
                                            false;
                                })
                || isYear(table, column)
                || (column == 0 && isWhole(table, column, COUNTED));
    }

    /** What can be compared: numbers by their size, all else as it is written, which is ISO. */
    private static List<String> keys(ResultTable table, int column) {
        return ShownTable.cells(table, column).stream()
                .map(it ->
                        it instanceof Cell.Numeric(var value)
                                ? "%08d".formatted(value.intValue())
                                : cellText(it))
                .toList();
    }

    private static String cellText(Cell cell) {
        return ColumnFormat.of("", List.of(cell)).text(cell);
    }

    private static boolean isYear(ResultTable table, int column) {
        return isWhole(table, column, Pattern.compile(".*", Pattern.DOTALL))
                && ColumnFormat.isYear(table.columns().get(column), numbers(table, column));
    }

    private static boolean isWhole(ResultTable table, int column, Pattern name) {
        return name.matcher(table.columns().get(column)).matches()
                && ShownTable.cells(table, column).stream()
                        .allMatch(it ->
                                it instanceof Cell.Numeric(var value)
                                        && value.signum() >= 0
                                        && value.compareTo(BigDecimal.valueOf(9999)) <= 0
                                        && value.stripTrailingZeros().scale() <= 0);
    }

    private static List<BigDecimal> numbers(ResultTable table, int column) {
        return ColumnFormat.numbersOf(ShownTable.cells(table, column));
    }

    /** Days that all begin a month, or a year, are that month or that year. */
    private static List<String> shownTimes(ResultTable table, int column) {
        var texts = shown(table, column);
        boolean days = texts.stream().allMatch(it -> it.matches("\\d{4}-\\d{2}-\\d{2}"));
        if (days && texts.stream().allMatch(it -> it.endsWith("-01-01"))) {
            return texts.stream().map(it -> it.substring(0, 4)).toList();
        }
        return days && texts.stream().allMatch(it -> it.endsWith("-01"))
                ? texts.stream().map(it -> it.substring(0, 7)).toList()
                : texts;
    }

    private static List<String> shown(ResultTable table, int column) {
        var shown = ShownTable.of(table);
        var texts = new ArrayList<String>();
        for (int row = 0; row < table.rows().size(); row++) {
            var text = shown.row(row, "(none)").get(column);
            texts.add(text.isBlank() ? "(empty)" : text);
        }
        return texts;
    }
}
