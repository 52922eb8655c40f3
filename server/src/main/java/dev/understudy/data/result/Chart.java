package dev.understudy.data.result;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A picture of a result: one number for each of some points. What is drawn follows from the
 * result's shape alone, and every value is the database's own. Immutable.
 *
 * @param category what the points are: the name of the column that labels them
 * @param measure what is measured: the name of the column of numbers
 */
public record Chart(Kind kind, String category, String measure, List<Point> points) {
    /** How it is drawn. */
    public enum Kind {
        /** Numbers of things, beside each other. */
        BAR,
        /** A number over time. */
        LINE,
        /** Shares of a whole. */
        PIE
    }

    /** One thing or one time, and its number. */
    public record Point(String label, BigDecimal value) {}

    public Chart {
        points = List.copyOf(points);
    }

    /** What the result's shape asks for; empty where it asks for none. */
    public static Optional<Chart> of(ResultTable table) {
        return of(table, ChartWish.AUTO);
    }

    /** The same, but of the kind that is wished for where the shape allows it. */
    public static Optional<Chart> of(ResultTable table, ChartWish wish) {
        return wish == ChartWish.NONE ? Optional.empty() : ChartShape.of(table, wish);
    }

    /** For people: {@code revenue by month}. */
    public String title() {
        return (measure + " by " + category).replace('_', ' ').strip();
    }

    /** In Mermaid's language, without a fence around it; empty where that cannot draw it. */
    public Optional<String> mermaid() {
        return MermaidChart.of(this);
    }

    /**
     * As a picture that needs nothing else and runs nothing, at most some 20 kB. Its colours go
     * with light and dark pages.
     */
    public String svg() {
        return SvgChart.of(this);
    }
}
