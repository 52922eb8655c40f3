package dev.understudy.data.offline;

import java.math.BigDecimal;

/** What became of an arithmetic expression. */
public sealed interface Calculation {
    /** The exact value; {@code text} is it in plain digits, without needless zeros. */
    record Exact(String text, BigDecimal value) implements Calculation {}

    /**
     * The value has no end in decimals (or comes from a root): rounded to 10 decimals, or below 1
     * to 10 significant digits. {@code text} begins with {@code ≈}.
     */
    record Rounded(String text, BigDecimal value) implements Calculation {}

    /** Readable, but without a value here; {@code reason} is written for people. */
    record Undefined(String reason) implements Calculation {}

    /** Not an expression: {@code found} is the word or sign at which reading stopped. */
    record Unreadable(String found, String reason) implements Calculation {}
}
