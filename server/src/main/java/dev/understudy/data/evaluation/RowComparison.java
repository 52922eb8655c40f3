package dev.understudy.data.evaluation;

import dev.understudy.data.result.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a result is right: it has the same rows as the expected one, each as often. It may have
 * more columns, and in another order: which of its columns stands for which is found out by what
 * they hold. Pure.
 */
public final class RowComparison {
    /** Assignments of columns that are tried; more than this many would be equal columns anyway. */
    private static final int MOST_TRIES = 500;

    private final List<List<Cell>> expected;
    private final List<List<Cell>> got;
    private final boolean ordered;
    private final BigDecimal tolerance;
    private int tries;

    private RowComparison(
            List<List<Cell>> expected,
            List<List<Cell>> got,
            boolean ordered,
            BigDecimal tolerance) {
        this.expected = expected;
        this.got = got;
        this.ordered = ordered;
        this.tolerance = tolerance;
    }

    /**
     * Compares.
     *
     * @param tolerance by how much numbers may differ
     */
    public static boolean same(
            List<List<Cell>> expected,
            List<List<Cell>> got,
            boolean ordered,
            BigDecimal tolerance) {
        if (expected.size() != got.size()) {
            return false;
        }
        if (expected.isEmpty()) {
            return true;
        }
        return new RowComparison(expected, got, ordered, tolerance).assigns(List.of());
    }

    /** Whether the columns after those in {@code chosen} can be found too. */
    private boolean assigns(List<Integer> chosen) {
        var width = expected.getFirst().size();
        if (chosen.size() == width) {
            return tries++ < MOST_TRIES && fits(chosen);
        }
        for (var column = 0; column < got.getFirst().size(); column++) {
            if (chosen.contains(column) || !alike(chosen.size(), column)) {
                continue;
            }
            var next = new ArrayList<>(chosen);
            next.add(column);
            if (assigns(next)) {
                return true;
            }
        }
        return false;
    }

    private boolean alike(int expectedColumn, int gotColumn) {
        return equal(sorted(expected, List.of(expectedColumn)), sorted(got, List.of(gotColumn)));
    }

    private boolean fits(List<Integer> chosen) {
        var all = new ArrayList<Integer>();
        for (var i = 0; i < chosen.size(); i++) {
            all.add(i);
        }
        return ordered
                ? equal(picked(expected, all), picked(got, chosen))
                : equal(sorted(expected, all), sorted(got, chosen));
    }

    private static List<List<Cell>> picked(List<List<Cell>> rows, List<Integer> columns) {
        return rows.stream().map(row -> columns.stream().map(row::get).toList()).toList();
    }

    private static List<List<Cell>> sorted(List<List<Cell>> rows, List<Integer> columns) {
        return picked(rows, columns).stream()
                .sorted(Comparator.comparing(RowComparison::sortKey))
                .toList();
    }

    /** Texts first, so that numbers that differ a little do not change the order of rows. */
    private static String sortKey(List<Cell> row) {
        var texts = new StringBuilder();
        var numbers = new StringBuilder();
        for (var cell : row) {
            if (cell instanceof Cell.Numeric(var number)) {
                var offset = number.add(BigDecimal.TEN.pow(15));
                numbers.append("%035.12f|".formatted(offset));
            } else {
                texts.append(plain(cell)).append('|');
            }
        }
        return texts.append(numbers).toString();
    }

    private boolean equal(List<List<Cell>> one, List<List<Cell>> other) {
        for (var row = 0; row < one.size(); row++) {
            for (var column = 0; column < one.get(row).size(); column++) {
                if (!equal(one.get(row).get(column), other.get(row).get(column))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean equal(Cell one, Cell other) {
        if (one instanceof Cell.Numeric(var left) && other instanceof Cell.Numeric(var right)) {
            return left.subtract(right).abs().compareTo(tolerance) <= 0;
        }
        return one.equals(other)
                || (!(one instanceof Cell.Numeric)
                        && !(other instanceof Cell.Numeric)
                        && plain(one).equals(plain(other)));
    }

    /** A day is equal to the beginning of it, and to its text. */
    private static String plain(Cell cell) {
        return switch (cell) {
            case Cell.Timestamp(var moment) ->
                    moment.toLocalTime().toSecondOfDay() == 0
                            ? moment.toLocalDate().toString()
                            : moment.toString();
            case Cell.Missing _,
                    Cell.Text _,
                    Cell.Numeric _,
                    Cell.Bool _,
                    Cell.Date _,
                    Cell.Time _ ->
                    Cells.shown(cell);
        };
    }
}
