package dev.understudy.agent.analysis.prose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What follows from numbers that belong together, be it by one step of arithmetic: sums, averages,
 * differences, shares. For one thread.
 */
final class ColumnNumbers {
    /**
     * With so many numbers each is compared with each other one; with more, only with its
     * neighbours and the extremes: else by chance nearly any number would follow from some pair.
     */
    private static final int ALL_PAIRS = 12;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<BigDecimal> amounts = new ArrayList<>();
    private final List<BigDecimal> percents = new ArrayList<>();
    private final List<BigDecimal> ratios = new ArrayList<>();

    List<BigDecimal> amounts() {
        return amounts;
    }

    List<BigDecimal> percents() {
        return percents;
    }

    List<BigDecimal> ratios() {
        return ratios;
    }

    /** What follows from a column's numbers, in the order of its rows. */
    void addColumn(List<BigDecimal> values) {
        if (values.isEmpty()) {
            return;
        }
        addMiddles(values);
        var sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var soFar = BigDecimal.ZERO;
        for (var value : values) {
            soFar = soFar.add(value);
            amounts.add(soFar);
            addShare(soFar, sum);
            addShare(value, sum);
            addShare(sum.subtract(value), sum);
        }
        addPairs(values);
    }

    private void addMiddles(List<BigDecimal> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        amounts.add(sorted.get(half));
        amounts.add(mean(List.of(sorted.get(Math.max(0, half - 1)), sorted.get(half))));
        amounts.add(mean(values));
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        var sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
    }

    private void addPairs(List<BigDecimal> values) {
        if (values.size() <= ALL_PAIRS) {
            for (int first = 0; first < values.size(); first++) {
                for (int second = first + 1; second < values.size(); second++) {
                    addPair(values.get(first), values.get(second));
                }
            }
            return;
        }
        for (int row = 1; row < values.size(); row++) {
            addPair(values.get(row - 1), values.get(row));
        }
        addPair(values.getFirst(), values.getLast());
        addPair(Collections.min(values), Collections.max(values));
    }

    /** What follows from two numbers that are compared. */
    void addPair(BigDecimal first, BigDecimal second) {
        var difference = second.subtract(first);
        amounts.add(difference);
        addShare(difference, first);
        addShare(difference, second);
        addRatio(first, second);
        addRatio(second, first);
    }

    /** So much of the one for each of the other: an average that a row holds in two columns. */
    void addEach(BigDecimal amount, BigDecimal count) {
        if (count.signum() != 0) {
            amounts.add(amount.divide(count, MathContext.DECIMAL128));
        }
    }

    private void addShare(BigDecimal part, BigDecimal whole) {
        if (whole.signum() != 0) {
            percents.add(part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL128));
        }
    }

    private void addRatio(BigDecimal part, BigDecimal whole) {
        if (whole.signum() != 0) {
            var ratio = part.divide(whole, MathContext.DECIMAL128);
            ratios.add(ratio);
            percents.add(ratio.multiply(HUNDRED));
        }
    }
}
