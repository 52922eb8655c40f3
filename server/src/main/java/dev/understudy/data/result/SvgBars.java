package dev.understudy.data.result;

import static dev.understudy.data.result.SvgChart.TOP;
import static dev.understudy.data.result.SvgChart.WIDTH;

import dev.understudy.data.result.Chart.Point;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Bars that lie, so that their names have room beside them. Pure. */
final class SvgBars {
    private static final int BAR = 18;
    private static final int PITCH = 26;
    private static final int MOST_CHARS = 28;

    /** Room for a number beside the longest bar. */
    private static final int NUMBER = 58;

    private SvgBars() {}

    static String of(Chart chart) {
        var values = chart.points().stream().map(Point::value).toList();
        var ticks = AxisTicks.between(MermaidChart.least(values), MermaidChart.greatest(values));
        int bottom = TOP + chart.points().size() * PITCH + 4;
        double left = 24 + longestLabel(chart.points());
        boolean negative = ticks.getFirst().signum() < 0;
        var scale =
                new SvgScale(
                        ticks.getFirst(),
                        ticks.getLast(),
                        left + (negative ? NUMBER : 0),
                        WIDTH - NUMBER - 6.0);
        var content = new StringBuilder();
        for (var tick : ticks) {
            double x = scale.at(tick);
            content.append(SvgChart.rule(x, TOP, x, bottom, tick.signum() == 0));
            content.append(SvgChart.text(x, bottom + 16, "middle", ShortNumber.of(tick)));
        }
        appendBars(content, chart.points(), scale, left);
        return SvgChart.framed(chart, bottom + 28, content.toString());
    }

    private static void appendBars(
            StringBuilder content, List<Point> points, SvgScale scale, double left) {
        double zero = scale.at(BigDecimal.ZERO);
        for (int row = 0; row < points.size(); row++) {
            var point = points.get(row);
            double end = scale.at(point.value());
            double y = TOP + row * PITCH + (PITCH - BAR) / 2.0;
            content.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"2\""
                                    + " fill=\"#4f86c6\"/>\n",
                            Math.min(zero, end),
                            y,
                            Math.abs(end - zero),
                            BAR));
            var label = SvgChart.cut(point.label(), MOST_CHARS);
            content.append(SvgChart.text(left - 8, y + 13, "end", label));
            boolean below = point.value().signum() < 0;
            content.append(
                    SvgChart.text(
                            below ? end - 5 : end + 5,
                            y + 13,
                            below ? "end" : "start",
                            ShortNumber.of(point.value())));
        }
    }

    private static double longestLabel(List<Point> points) {
        return points.stream()
                .map(it -> SvgChart.cut(it.label(), MOST_CHARS))
                .mapToDouble(SvgChart::width)
                .max()
                .orElse(0);
    }
}
