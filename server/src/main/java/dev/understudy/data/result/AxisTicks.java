package dev.understudy.data.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis, from below the least value to above the greatest. Pure. */
final class AxisTicks {
    /** Aimed at; there are between 3 and 8. */
    private static final int STEPS = 5;

    private AxisTicks() {}

    /** Ascending, at equal distances of 1, 2, 2.5 or 5 times a power of ten; at least two. */
    static List<BigDecimal> between(BigDecimal least, BigDecimal greatest) {
        var range = greatest.subtract(least);
        var step =
                range.signum() <= 0
                        ? BigDecimal.ONE
                        : niceStep(range.divide(BigDecimal.valueOf(STEPS), MathContext.DECIMAL64));
        var tick = least.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        var ticks = new ArrayList<BigDecimal>();
        ticks.add(tick);
        while (tick.compareTo(greatest) < 0 || ticks.size() < 2) {
            tick = tick.add(step);
            ticks.add(tick);
        }
        return ticks;
    }

    private static BigDecimal niceStep(BigDecimal rough) {
        var power = BigDecimal.ONE.scaleByPowerOfTen(rough.precision() - rough.scale() - 1);
        for (var factor : List.of("1", "2", "2.5", "5")) {
            var step = power.multiply(new BigDecimal(factor));
            if (step.compareTo(rough) >= 0) {
                return step;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }
}
