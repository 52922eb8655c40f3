package dev.understudy.agent.analysis.prose;

import java.math.BigDecimal;
import java.util.List;

/**
 * A number as a prose has it.
 *
 * @param text as written
 * @param readings what it can mean: {@code 1.234} is two numbers
 * @param approximate whether a word in front takes its exactness away: about, over
 */
record ProseNumber(String text, List<Reading> readings, Kind kind, boolean approximate) {
    /** What is counted. */
    enum Kind {
        PLAIN,
        PERCENT,
        /** How many times something is something else. */
        TIMES,
        /** A place or a number of rows: 3rd, #1, top 5, the other 2. */
        RANK
    }

    /**
     * One meaning.
     *
     * @param unit what one of its last digit is worth: 0.1 for 3.4, 100,000 for 3.4 million
     */
    record Reading(BigDecimal value, BigDecimal unit) {
        private static final BigDecimal TWENTY = BigDecimal.valueOf(20);

        Reading times(BigDecimal factor) {
            return new Reading(value.multiply(factor), unit.multiply(factor));
        }

        /** Whether {@code known}, rounded to the digits that are shown, is this. */
        boolean means(BigDecimal known, boolean approximate) {
            var distance = known.abs().subtract(value.abs()).abs();
            var half = unit.divide(BigDecimal.TWO);
            return distance.compareTo(half) <= 0
                    || (approximate && distance.compareTo(looseness()) <= 0);
        }

        /** One of the last digit that is not 0, but never more than a twentieth. */
        private BigDecimal looseness() {
            var last = BigDecimal.ONE.scaleByPowerOfTen(-value.stripTrailingZeros().scale());
            return last.max(unit).min(value.abs().divide(TWENTY));
        }
    }
}
