package dev.understudy.data.result;

import dev.understudy.text.Unseen;
import java.util.Locale;

/**
 * A chart as SVG: no scripts, no links, nothing from elsewhere. Its greys and colours are in the
 * middle between light and dark, so that it can lie on either. Pure.
 */
final class SvgChart {
    static final int WIDTH = 640;

    /** The middle of what a text of this size takes for each character. */
    static final double CHAR_WIDTH = 6.7;

    /** Where the drawing below the title begins. */
    static final int TOP = 44;

    private SvgChart() {}

    static String of(Chart chart) {
        return switch (chart.kind()) {
            case BAR -> SvgBars.of(chart);
            case LINE -> SvgLine.of(chart);
            case PIE -> SvgPie.of(chart);
        };
    }

    /** The whole picture around its content. */
    static String framed(Chart chart, int height, String content) {
        var title = escaped(cut(chart.title(), 80));
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" \
        font-size="12" fill="#7b7b7b">
        <title id="title">%s</title>
        <desc id="desc">%s</desc>
        <text x="16" y="26" font-size="15" font-weight="600">%s</text>
        %s</svg>
        """
                .formatted(
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        title,
                        escaped(described(chart)),
                        title,
                        content);
    }

    private static String described(Chart chart) {
        var first = chart.points().getFirst();
        var last = chart.points().getLast();
        var kind =
                switch (chart.kind()) {
                    case BAR -> "Bar chart";
                    case LINE -> "Line chart";
                    case PIE -> "Pie chart";
                };
        return "%s of %d points, from %s (%s) to %s (%s)."
                .formatted(
                        kind,
                        chart.points().size(),
                        cut(first.label(), 40),
                        ShortNumber.of(first.value()),
                        cut(last.label(), 40),
                        ShortNumber.of(last.value()));
    }

    static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                escaped(text));
    }

    /** A line of the grid; the one at zero is stronger. */
    static String rule(double x1, double y1, double x2, double y2, boolean strong) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#8a8a8a\""
                        + " stroke-opacity=\"%s\"/>\n",
                x1,
                y1,
                x2,
                y2,
                strong ? "0.9" : "0.25");
    }

    /** At most so many characters. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    static double width(String text) {
        return text.length() * CHAR_WIDTH;
    }

    static String escaped(String text) {
        return Unseen.blanked(text)
                .replaceAll("[\\p{Cs}\\p{Cn}]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
