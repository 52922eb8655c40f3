package dev.understudy.benchmarks.measure;

import java.util.Locale;

/**
 * One thing that was measured.
 *
 * @param what in words
 * @param value not a number where nothing could be measured
 * @param unit like {@code ms}; empty for a count
 */
public record Figure(String what, double value, String unit, Goal goal) {
    /** One without a goal. */
    public static Figure shown(String what, double value, String unit) {
        return new Figure(what, value, unit, new Goal.Shown());
    }

    /** Things that must not be there. */
    public static Figure none(String what, long count) {
        return new Figure(what, count, "", new Goal.Exactly(0));
    }

    public boolean met() {
        return goal.metBy(value);
    }

    /** The value as people read it. */
    public String shownValue() {
        return unit.isEmpty() || Double.isNaN(value) ? number(value) : number(value) + " " + unit;
    }

    /** Whole numbers whole; others with as many digits as mean something. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        boolean whole = value == Math.rint(value) || Math.abs(value) >= 1_000;
        int digits = whole ? 0 : Math.abs(value) < 10 ? 2 : 1;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
