package dev.understudy.data.offline;

/**
 * Exact arithmetic over fractions: {@code + - × ÷ ^ mod}, parentheses, percentages ({@code 15% of
 * 850}, {@code 850 + 15%}, {@code 20% off 50}), {@code sqrt}, and {@code min max sum product
 * average} of lists. {@code * ** /} and thousands separators are understood. Precedence is the
 * usual one: {@code -2^2} is -4, {@code 2^3^2} is 512. The remainder {@code a mod b} has the sign
 * of {@code b}. Bounded in input, depth and the length of numbers. Thread-safe.
 */
public final class Calculator {
    /** The longest text that is read, in characters. */
    public static final int LONGEST_TEXT = 500;

    private Calculator() {}

    /** Calculates; whatever the text, this ends quickly and throws nothing. */
    public static Calculation calculate(String text) {
        if (text.length() > LONGEST_TEXT)
            return new Calculation.Unreadable(
                    "", "longer than %d characters".formatted(LONGEST_TEXT));
        try {
            return calculate(new ExpressionParser(Token.allOf(text)).expression());
        } catch (Unreadable unreadable) {
            return new Calculation.Unreadable(unreadable.found(), unreadable.reason());
        }
    }

    static Calculation calculate(Expression expression) {
        try {
            return expression.amount().shown();
        } catch (NoValue noValue) {
            return new Calculation.Undefined(noValue.reason());
        }
    }
}
