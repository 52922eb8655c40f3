package dev.understudy.cli;

import dev.understudy.data.result.Chart;
import java.math.BigDecimal;
import java.util.Locale;

/** A chart drawn with characters, for a person at a terminal. Pure. */
final class TerminalChart {
    private static final int WIDEST_BAR = 40;
    private static final int WIDEST_LABEL = 28;

    private TerminalChart() {}

    /** One line for each point: its name, a bar, its number. */
    static String of(Chart chart) {
        var largest =
                chart.points().stream()
                        .map(point -> point.value().abs())
                        .max(BigDecimal::compareTo)
                        .orElse(BigDecimal.ZERO);
        int width =
                Math.min(
                        WIDEST_LABEL,
                        chart.points().stream()
                                .mapToInt(point -> point.label().length())
                                .max()
                                .orElse(0));
        var text = new StringBuilder(chart.title()).append('\n');
        for (var point : chart.points()) {
            text.append("  ")
                    .append(padded(point.label(), width))
                    .append(' ')
                    .append("█".repeat(length(point.value(), largest)))
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%,.2f", point.value()))
                    .append('\n');
        }
        return text.toString();
    }

    private static int length(BigDecimal value, BigDecimal largest) {
        return largest.signum() == 0
                ? 0
                : (int) Math.round(WIDEST_BAR * value.abs().doubleValue() / largest.doubleValue());
    }

    private static String padded(String label, int width) {
        var cut = label.length() <= width ? label : label.substring(0, width - 1) + "…";
        return cut + " ".repeat(width - cut.length());
    }
}
