package dev.understudy.data.result;

import dev.understudy.data.result.Chart.Kind;
import dev.understudy.data.result.Chart.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Decides from a result's columns whether and how it is drawn. Pure. */
final class ChartShape {
    /** A wider table says more than one picture can. */
    private static final int MOST_COLUMNS = 5;

    /** More bars than can be read. */
    private static final int MOST_BARS = 20;

    /** A year of days. A line's points need no room for labels of their own. */
    private static final int MOST_POINTS = 366;

    /** Thinner slices cannot be told apart. */
    private static final int MOST_SLICES = 8;

    private static final Pattern SHARE =
            Pattern.compile("(?i).*(share|percent|pct|proportion|%).*");

    private ChartShape() {}

    static Optional<Chart> of(ResultTable table, ChartWish wish) {
        int rows = table.rows().size();
        if (rows < 2
                || rows > MOST_POINTS
                || table.columns().size() > MOST_COLUMNS
                || table.truncation() != ResultTable.Truncation.NONE) {
            return Optional.empty();
        }
        return ChartLabels.of(table)
                .flatMap(labels -> measure(table, labels).map(it -> chart(table, labels, it, wish)))
                .filter(ChartShape::readable);
    }

    private static boolean readable(Chart chart) {
        long different = chart.points().stream().map(Point::label).distinct().count();
        return different == chart.points().size()
                && (chart.kind() == Kind.LINE || chart.points().size() <= MOST_BARS);
    }

    private static Chart chart(ResultTable table, ChartLabels labels, int measure, ChartWish wish) {
        var values = ColumnFormat.numbersOf(ShownTable.cells(table, measure));
        var points = new ArrayList<Point>();
        for (int row = 0; row < values.size(); row++) {
            points.add(new Point(labels.texts().get(row), values.get(row)));
        }
        var name = table.columns().get(measure);
        var kind = kind(name, labels, values, wish);
        var ordered = kind == Kind.LINE && labels.descending() ? points.reversed() : points;
        return new Chart(kind, labels.name(), name, ordered);
    }

    private static Kind kind(
            String measure, ChartLabels labels, List<BigDecimal> values, ChartWish wish) {
        boolean line = labels.ordered() && values.size() > 2;
        boolean pie =
                values.size() <= MOST_SLICES
                        && values.stream().allMatch(it -> it.signum() >= 0)
                        && sum(values).signum() > 0;
        return switch (wish) {
            case BAR -> values.size() <= MOST_BARS || !line ? Kind.BAR : Kind.LINE;
            case PIE -> pie ? Kind.PIE : line ? Kind.LINE : Kind.BAR;
            case LINE, AUTO, NONE -> {
                boolean shares = pie && SHARE.matcher(measure).matches() && isWhole(sum(values));
                yield line ? Kind.LINE : shares ? Kind.PIE : Kind.BAR;
            }
        };
    }

    /** 100 % or 1, within what rounding takes away. */
    private static boolean isWhole(BigDecimal sum) {
        double whole = sum.doubleValue();
        return Math.abs(whole - 100) <= 1 || Math.abs(whole - 1) <= 0.01;
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The column of numbers that the rows are ordered by, else the first one. */
    private static Optional<Integer> measure(ResultTable table, ChartLabels labels) {
        var candidates =
                IntStream.range(0, table.columns().size())
                        .filter(it -> !labels.columns().contains(it))
                        .filter(it -> isMeasure(table, it))
                        .boxed()
                        .toList();
        return candidates.stream()
                .filter(it -> ordered(ColumnFormat.numbersOf(ShownTable.cells(table, it))))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static boolean isMeasure(ResultTable table, int column) {
        var cells = ShownTable.cells(table, column);
        return cells.stream().allMatch(Cell.Numeric.class::isInstance)
                && !ColumnFormat.identifies(
                        table.columns().get(column), ColumnFormat.numbersOf(cells));
    }

    private static boolean ordered(List<BigDecimal> values) {
        return IntStream.range(1, values.size())
                .allMatch(it -> values.get(it - 1).compareTo(values.get(it)) >= 0);
    }
}
