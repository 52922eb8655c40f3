package dev.understudy.data.result;

import static dev.understudy.data.result.SvgChart.TOP;
import static dev.understudy.data.result.SvgChart.WIDTH;

import dev.understudy.data.result.Chart.Point;
import java.util.List;
import java.util.Locale;

/** A line over time, with as many dates below it as have room. Pure. */
final class SvgLine {
    private static final int BOTTOM = 300;
    private static final int RIGHT = WIDTH - 28;
    private static final int MOST_CHARS = 16;

    /** Between two dates below the line. */
    private static final double GAP = 16;

    /** With more points a line is clearer without dots. */
    private static final int MOST_DOTS = 40;

    private SvgLine() {}

    static String of(Chart chart) {
        var values = chart.points().stream().map(Point::value).toList();
        var ticks = AxisTicks.between(MermaidChart.least(values), MermaidChart.greatest(values));
        double left =
                28
                        + ticks.stream()
                                .map(ShortNumber::of)
                                .mapToDouble(SvgChart::width)
                                .max()
                                .orElse(0);
        var scale = new SvgScale(ticks.getFirst(), ticks.getLast(), BOTTOM, TOP + 6.0);
        var content = new StringBuilder();
        for (var tick : ticks) {
            double y = scale.at(tick);
            content.append(SvgChart.rule(left, y, RIGHT, y, tick.signum() == 0));
            content.append(SvgChart.text(left - 8, y + 4, "end", ShortNumber.of(tick)));
        }
        appendDates(content, chart.points(), left);
        appendLine(content, chart.points(), scale, left);
        return SvgChart.framed(chart, BOTTOM + 34, content.toString());
    }

    private static double x(int point, int points, double left) {
        return left + 12 + (RIGHT - left - 24) * point / Math.max(1, points - 1);
    }

    private static void appendDates(StringBuilder content, List<Point> points, double left) {
        double longest =
                points.stream()
                        .map(it -> SvgChart.cut(it.label(), MOST_CHARS))
                        .mapToDouble(SvgChart::width)
                        .max()
                        .orElse(0);
        double distance = (RIGHT - left - 24) / Math.max(1, points.size() - 1);
        int every = (int) Math.max(1, Math.ceil((longest + GAP) / distance));
        for (int point = 0; point < points.size(); point += every) {
            double x = Math.min(x(point, points.size(), left), WIDTH - 4 - longest / 2);
            var label = SvgChart.cut(points.get(point).label(), MOST_CHARS);
            content.append(SvgChart.text(x, BOTTOM + 20, "middle", label));
        }
    }

    private static void appendLine(
            StringBuilder content, List<Point> points, SvgScale scale, double left) {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        for (int point = 0; point < points.size(); point++) {
            double x = x(point, points.size(), left);
            double y = scale.at(points.get(point).value());
            path.append(String.format(Locale.ROOT, "%s%.1f,%.1f", point == 0 ? "" : " ", x, y));
            dots.append(
                    String.format(
                            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", x, y));
        }
        content.append("<polyline fill=\"none\" stroke=\"#4f86c6\" stroke-width=\"2.5\"")
                .append(" stroke-linejoin=\"round\" points=\"")
                .append(path)
                .append("\"/>\n");
        if (points.size() <= MOST_DOTS) {
            content.append("<g fill=\"#4f86c6\">\n").append(dots).append("</g>\n");
        }
    }
}
