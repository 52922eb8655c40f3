package dev.understudy.data.result;

import static dev.understudy.data.result.SvgChart.TOP;

import dev.understudy.data.result.Chart.Point;
import java.util.List;
import java.util.Locale;

/** Slices of a whole, and beside them what each is. Pure. */
final class SvgPie {
    /** As many as a pie has slices at most; told apart by their hue, and by the list's order. */
    static final List<String> COLOURS =
            List.of(
                    "#4f86c6", "#e08a3c", "#5fa35a", "#c95d63", "#8f74b8", "#b59a3a", "#4fa3a5",
                    "#9a7560");

    private static final int RADIUS = 100;
    private static final int CENTRE_X = 140;
    private static final int CENTRE_Y = TOP + RADIUS + 8;
    private static final int LIST_X = 290;
    private static final int PITCH = 25;
    private static final int MOST_CHARS = 34;

    private SvgPie() {}

    static String of(Chart chart) {
        double whole = chart.points().stream().mapToDouble(it -> it.value().doubleValue()).sum();
        var content = new StringBuilder();
        double from = 0;
        for (int slice = 0; slice < chart.points().size(); slice++) {
            var point = chart.points().get(slice);
            double share = point.value().doubleValue() / whole;
            content.append(slice(from, from + share, colour(slice)));
            content.append(listed(slice, chart.points().size(), point, share));
            from += share;
        }
        return SvgChart.framed(chart, CENTRE_Y + RADIUS + 20, content.toString());
    }

    private static String colour(int slice) {
        return COLOURS.get(slice % COLOURS.size());
    }

    /** From and to are parts of the whole, from the top on, with the clock. */
    private static String slice(double from, double to, String colour) {
        if (to - from > 0.9999) {
            return String.format(
                    Locale.ROOT,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>\n",
                    CENTRE_X,
                    CENTRE_Y,
                    RADIUS,
                    colour);
        }
        return String.format(
                Locale.ROOT,
                "<path d=\"M%d,%d L%.2f,%.2f A%d,%d 0 %d 1 %.2f,%.2f Z\" fill=\"%s\"/>\n",
                CENTRE_X,
                CENTRE_Y,
                x(from),
                y(from),
                RADIUS,
                RADIUS,
                to - from > 0.5 ? 1 : 0,
                x(to),
                y(to),
                colour);
    }

    private static double x(double share) {
        return CENTRE_X + RADIUS * Math.sin(2 * Math.PI * share);
    }

    private static double y(double share) {
        return CENTRE_Y - RADIUS * Math.cos(2 * Math.PI * share);
    }

    private static String listed(int slice, int slices, Point point, double share) {
        double y = CENTRE_Y - (slices - 1) * PITCH / 2.0 + slice * PITCH;
        return String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/>\n",
                        LIST_X,
                        y - 6,
                        colour(slice))
                + SvgChart.text(
                        LIST_X + 20,
                        y + 4,
                        "start",
                        "%s: %s (%s)"
                                .formatted(
                                        SvgChart.cut(point.label(), MOST_CHARS),
                                        ShortNumber.of(point.value()),
                                        String.format(Locale.ROOT, "%.1f %%", 100 * share)));
    }
}
