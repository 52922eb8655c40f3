package dev.understudy.data.result;

import java.math.BigDecimal;

/**
 * Where a value lies in a picture: {@code least} at {@code from}, {@code greatest} at {@code to}.
 */
record SvgScale(BigDecimal least, BigDecimal greatest, double from, double to) {
    double at(BigDecimal value) {
        double range = greatest.subtract(least).doubleValue();
        double share = range == 0 ? 0 : value.subtract(least).doubleValue() / range;
        return from + share * (to - from);
    }
}
