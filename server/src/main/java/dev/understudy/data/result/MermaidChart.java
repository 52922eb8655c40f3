package dev.understudy.data.result;

import dev.understudy.data.result.Chart.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chart in Mermaid's language (11 and later): {@code xychart-beta} for bars and lines, {@code
 * pie} for shares. Texts consist of letters, digits and a few signs only, so that none can end a
 * label or become a directive. Pure.
 */
final class MermaidChart {
    /** Longer names overlap. */
    private static final int MOST_CHARS = 24;

    /** Labels beside each other, before they overlap; more are on an axis that lies. */
    private static final int MOST_UPRIGHT_CHARS = 70;

    /**
     * Open WebUI (0.9.6, 0.12.4) hides the box in which Mermaid measures texts, and with that
     * shrinks it to 300 pixels, the width of a picture that says none. Mermaid (11) measures on the
     * screen, so that a chart of 700 leaves each text 3/7 of its room: labels are cut, and lie on
     * titles. So what is measured, and nothing that is shown, is written larger by 7/3.
     *
     * <p>Where it is measured unshrunk, labels get more room than they need. Those that do not fit
     * are left out, so the axes may have 75 percent of the width instead of 50.
     */
    private static final String ROOM_FOR_LABELS =
            "\"themeCSS\": \".mermaid-tmp-group text {font-size: 233.33%}\","
                    + " \"xyChart\": {\"plotReservedSpacePercent\": 25}";

    /**
     * Mermaid's own first colour is hardly seen on white, its own background is a grey box on a
     * dark page.
     */
    private static final String XY_STYLE =
            "%%{init: {"
                    + ROOM_FOR_LABELS
                    + ", \"themeVariables\": {\"xyChart\": {\"backgroundColor\": \"transparent\","
                    + " \"plotColorPalette\": \"#4f86c6\"}}}}%%";

    /** Mermaid's own slices are hardly seen on white, and nearly black on a dark page. */
    private static final String PIE_STYLE =
            IntStream.range(0, SvgPie.COLOURS.size())
                    .mapToObj(it -> "\"pie%d\": \"%s\"".formatted(it + 1, SvgPie.COLOURS.get(it)))
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    "%%{init: {\"themeVariables\": {\"pieOpacity\": \"1\","
                                            + " \"pieSectionTextColor\": \"#ffffff\", ",
                                    "}}}%%\n"));

    /** Of the numbers below each other. */
    private static final int STANDING_DIGITS = 5;

    /** Of the numbers beside each other: there are up to 13 on half of the width. */
    private static final int LYING_DIGITS = 4;

    /** A number with more digits is no more to the eye. */
    private static final MathContext DIGITS = new MathContext(12);

    private MermaidChart() {}

    /** Empty where it would be drawn wrongly: Mermaid's bars all rise from the axis' lower end. */
    static Optional<String> of(Chart chart) {
        return switch (chart.kind()) {
            case PIE -> Optional.of(pie(chart));
            case LINE -> Optional.of(xy(chart));
            case BAR ->
                    chart.points().stream().anyMatch(it -> it.value().signum() < 0)
                            ? Optional.empty()
                            : Optional.of(xy(chart));
        };
    }

    private static String pie(Chart chart) {
        return chart.points().stream()
                .filter(it -> it.value().signum() > 0)
                .map(it ->
                        "\n    \"%s\" : %s"
                                .formatted(text(it.label(), MOST_CHARS), number(it.value())))
                .collect(
                        Collectors.joining(
                                "",
                                PIE_STYLE + "pie showData title " + text(chart.title(), 60),
                                ""));
    }

    private static String xy(Chart chart) {
        var labels = labels(chart);
        boolean lying =
                chart.kind() == Kind.BAR && labels.size() * longest(labels) > MOST_UPRIGHT_CHARS;
        var unit = Unit.of(chart, lying ? LYING_DIGITS : STANDING_DIGITS);
        var values =
                chart.points().stream()
                        .map(it -> it.value().scaleByPowerOfTen(-unit.power))
                        .toList();
        return """
        %s
        xychart-beta%s
            title "%s"
            x-axis %s
            y-axis "%s" %s
            %s [%s]\
        """
                .formatted(
                        XY_STYLE,
                        lying ? " horizontal" : "",
                        text(chart.title(), 60),
                        axis(chart, labels),
                        text(chart.measure(), 40) + unit.words,
                        range(values),
                        chart.kind() == Kind.LINE ? "line" : "bar",
                        values.stream()
                                .map(MermaidChart::number)
                                .collect(Collectors.joining(", ")));
    }

    /** The numbers along the axis overlap if they are long. */
    private enum Unit {
        ONE(0, ""),
        THOUSAND(3, ", thousands"),
        MILLION(6, ", millions"),
        BILLION(9, ", billions");

        private final int power;
        private final String words;

        Unit(int power, String words) {
            this.power = power;
            this.words = words;
        }

        /** The smallest that leaves no more digits than this. */
        private static Unit of(Chart chart, int mostDigits) {
            var largest = greatest(chart.points().stream().map(it -> it.value().abs()).toList());
            var unit = ONE;
            for (var larger : values()) {
                unit =
                        largest.compareTo(
                                                BigDecimal.ONE.scaleByPowerOfTen(
                                                        larger.power + mostDigits - 3))
                                        >= 0
                                ? larger
                                : unit;
            }
            return unit;
        }
    }

    /** Each different from the others: what is cut could be the same, and would be drawn as one. */
    private static List<String> labels(Chart chart) {
        var seen = new HashSet<String>();
        var labels = new ArrayList<String>();
        for (var point : chart.points()) {
            var text = text(point.label(), MOST_CHARS);
            labels.add(seen.add(text) ? text : text + " " + (labels.size() + 1));
        }
        return labels;
    }

    /** Each has the same room below its bar. */
    private static int longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String axis(Chart chart, List<String> labels) {
        if (chart.kind() == Kind.BAR) {
            return list(labels);
        }
        var shared = sharedYear(labels);
        var inYear = labels.stream().map(it -> it.substring(shared.length())).toList();
        if (inYear.stream().mapToInt(it -> it.length() + 2).sum() <= MOST_UPRIGHT_CHARS) {
            var year = shared.isEmpty() ? "" : ", " + shared.substring(0, shared.length() - 1);
            return "\"%s%s\" %s".formatted(text(chart.category(), MOST_CHARS), year, list(inYear));
        }
        // A long line has its first and its last label in its title, and counts in between.
        return "\"%s, %s to %s\" 1 --> %d"
                .formatted(
                        text(chart.category(), MOST_CHARS),
                        labels.getFirst(),
                        labels.getLast(),
                        labels.size());
    }

    /** {@code 2025-} where all begin with it. */
    private static String sharedYear(List<String> labels) {
        var first = labels.getFirst();
        var year = first.matches("\\d{4}-.+") ? first.substring(0, 5) : "";
        return labels.stream().allMatch(it -> it.startsWith(year)) ? year : "";
    }

    private static String list(List<String> labels) {
        return labels.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
    }

    private static String range(List<BigDecimal> values) {
        var ticks = AxisTicks.between(least(values), greatest(values));
        return number(ticks.getFirst()) + " --> " + number(ticks.getLast());
    }

    /** Bars and lines begin at zero: else small differences look large. */
    static BigDecimal least(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
    }

    static BigDecimal greatest(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private static String number(BigDecimal value) {
        return value.round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String text(String text, int mostChars) {
        var allowed =
                text.replace('_', ' ')
                        .replaceAll("[^\\p{L}\\p{M}\\p{N} .,:/()&+'-]+", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        if (allowed.isEmpty()) {
            return "?";
        }
        return allowed.codePointCount(0, allowed.length()) <= mostChars
                ? allowed
                : allowed.substring(0, allowed.offsetByCodePoints(0, mostChars - 1)).strip() + "…";
    }
}
