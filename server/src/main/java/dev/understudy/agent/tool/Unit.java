package dev.understudy.agent.tool;

/**
 * A unit, by what turns it into its dimension's base unit: {@code (x + offset) × factor}, or for a
 * reciprocal one {@code factor ÷ x}. Factors are expressions for the exact calculator, so that a
 * conversion is rounded once, at its end, if at all.
 *
 * @param symbol how it is written in results
 */
record Unit(String symbol, Dimension dimension, String factor, String offset, boolean reciprocal) {
    /** The expression for so much of this unit in the base unit. */
    String toBase(String value) {
        return reciprocal
                ? "(%s) ÷ (%s)".formatted(factor, value)
                : "((%s) + %s) × (%s)".formatted(value, offset, factor);
    }

    /** The expression for so much of the base unit in this unit. */
    String fromBase(String value) {
        return reciprocal
                ? "(%s) ÷ (%s)".formatted(factor, value)
                : "(%s) ÷ (%s) - %s".formatted(value, factor, offset);
    }
}
