package dev.understudy.benchmarks.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/**
 * Measured values and what sums them up. Where there are none, nothing is a number. Percentiles are
 * values that were measured (nearest rank), never something between two of them.
 */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    public static Sample of(double... values) {
        var copy = values.clone();
        Arrays.sort(copy);
        return new Sample(copy);
    }

    public static Sample millis(Collection<Duration> durations) {
        return of(durations.stream().mapToDouble(it -> it.toNanos() / 1e6).toArray());
    }

    public static Sample seconds(Collection<Duration> durations) {
        return of(durations.stream().mapToDouble(it -> it.toNanos() / 1e9).toArray());
    }

    public int count() {
        return sorted.length;
    }

    public double median() {
        return percentile(50);
    }

    /**
     * The smallest value that at least this share of all values does not exceed.
     *
     * @param percent above 0, up to 100
     */
    public double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "a percentile must lie above 0 and up to 100, got " + percent);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    /** Not a number where there are none. */
    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    public double max() {
        return percentile(100);
    }
}
