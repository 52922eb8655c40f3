package dev.understudy.agent.analysis.prose;

import dev.understudy.agent.analysis.prose.ProseNumber.Reading;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The numbers that a prose about a result may state. Immutable once made. */
final class KnownNumbers {
    /** Columns of numbers that are compared with each other within a row. */
    private static final int MOST_COMPARED = 6;

    /** With more rows nearly any percentage would follow from one of them. */
    private static final int MOST_ROWS_COMPARED = 12;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<BigDecimal> stated = new ArrayList<>();
    private final ColumnNumbers derived = new ColumnNumbers();
    private final int rows;

    /**
     * @param texts the question, the statement and whatever else may name numbers
     */
    KnownNumbers(ResultTable table, List<String> texts) {
        rows = table.rows().size();
        stated.add(BigDecimal.valueOf(rows));
        table.rows().forEach(row -> row.forEach(this::addStated));
        texts.forEach(this::addWritten);
        table.columns().forEach(this::addWritten);
        IntStream.range(0, table.columns().size()).forEach(it -> addCounts(table, it));
        if (table.truncation() == ResultTable.Truncation.NONE) {
            addDerived(table);
        }
    }

    /** Whether one of the number's readings is borne out. */
    boolean bearOut(ProseNumber number) {
        return number.readings().stream()
                .anyMatch(reading -> among(stated, number, reading) || follows(number, reading));
    }

    private boolean follows(ProseNumber number, Reading reading) {
        return switch (number.kind()) {
            case PLAIN -> among(derived.amounts(), number, reading);
            case RANK ->
                    reading.value().compareTo(BigDecimal.valueOf(rows)) <= 0
                            || among(derived.amounts(), number, reading);
            case TIMES -> among(derived.ratios(), number, reading);
            case PERCENT ->
                    among(derived.percents(), number, reading)
                            || stated.stream()
                                    .map(HUNDRED::multiply)
                                    .anyMatch(it -> reading.means(it, number.approximate()));
        };
    }

    private static boolean among(
            Collection<BigDecimal> known, ProseNumber number, Reading reading) {
        return known.stream().anyMatch(it -> reading.means(it, number.approximate()));
    }

    private void addStated(Cell cell) {
        switch (cell) {
            case Cell.Numeric(var value) -> stated.add(value);
            case Cell.Text(var text, _) -> addWritten(text);
            case Cell.Date(var day) -> stated.add(BigDecimal.valueOf(day.getYear()));
            case Cell.Timestamp(var moment) -> stated.add(BigDecimal.valueOf(moment.getYear()));
            case Cell.Missing _, Cell.Bool _, Cell.Time _ -> {}
        }
    }

    /** Digits anywhere in a text, also within words: those of a name are part of it. */
    private void addWritten(String text) {
        ProseNumbers.in(text.replaceAll("(?<=\\p{L})(?=\\d)|_", " ")).stream()
                .flatMap(it -> it.readings().stream())
                .forEach(it -> stated.add(it.value()));
    }

    /** How often each value occurs, and how many different ones there are. */
    private void addCounts(ResultTable table, int column) {
        var counts =
                table.rows().stream()
                        .map(it -> it.get(column))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        stated.add(BigDecimal.valueOf(counts.size()));
        counts.values().stream().distinct().map(BigDecimal::valueOf).forEach(stated::add);
    }

    private void addDerived(ResultTable table) {
        var columns =
                IntStream.range(0, table.columns().size())
                        .mapToObj(it -> numbers(table, it))
                        .filter(it -> !it.isEmpty())
                        .toList();
        columns.forEach(derived::addColumn);
        var whole = columns.stream().filter(it -> it.size() == rows).limit(MOST_COMPARED).toList();
        for (int first = 0; first < whole.size(); first++) {
            for (int second = first + 1; second < whole.size(); second++) {
                addCompared(whole.get(first), whole.get(second));
            }
        }
    }

    private void addCompared(List<BigDecimal> first, List<BigDecimal> second) {
        derived.addPair(sum(first), sum(second));
        for (int row = 0; row < rows && rows <= MOST_ROWS_COMPARED; row++) {
            derived.addPair(first.get(row), second.get(row));
            derived.addEach(first.get(row), second.get(row));
            derived.addEach(second.get(row), first.get(row));
        }
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<BigDecimal> numbers(ResultTable table, int column) {
        return table.rows().stream()
                .map(it -> it.get(column))
                .filter(Cell.Numeric.class::isInstance)
                .map(it -> ((Cell.Numeric) it).value())
                .toList();
    }
}
