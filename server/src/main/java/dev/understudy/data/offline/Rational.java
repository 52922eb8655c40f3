package dev.understudy.data.offline;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction in lowest terms, the denominator positive: a third times three is one. Results
 * of more than {@link #MOST_BITS} bits are refused with {@link NoValue}, so that a short expression
 * cannot occupy a processor.
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    /**
     * About 4,900 decimal digits in each half: far above what is printed, computed in well under a
     * millisecond.
     */
    static final int MOST_BITS = 16_384;

    static final Rational ZERO = of(0);
    static final Rational ONE = of(1);
    static final Rational HUNDRED = of(100);

    Rational {
        if (denominator.signum() <= 0 || !numerator.gcd(denominator).equals(BigInteger.ONE))
            throw new IllegalArgumentException("not in lowest terms");
    }

    static Rational of(long whole) {
        return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    static Rational of(BigDecimal decimal) {
        var power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
        return decimal.scale() >= 0
                ? lowestTerms(decimal.unscaledValue(), power)
                : lowestTerms(decimal.unscaledValue().multiply(power), BigInteger.ONE);
    }

    Rational plus(Rational other) throws NoValue {
        return bounded(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) throws NoValue {
        return plus(other.negated());
    }

    Rational times(Rational other) throws NoValue {
        return bounded(
                numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational over(Rational other) throws NoValue {
        if (other.isZero()) throw new NoValue("division by zero");
        return bounded(
                numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /** The whole power, which may be negative. */
    Rational power(Rational exponent) throws NoValue {
        if (!exponent.isWhole()) throw new NoValue("the exponent is not a whole number");
        if (isZero() && exponent.isZero()) throw new NoValue("0 to the power of 0 has no value");
        if (isZero() && exponent.numerator.signum() < 0) throw new NoValue("division by zero");
        if (isZero() || equals(ONE)) return exponent.isZero() ? ONE : this;
        if (exponent.numerator.bitLength() > 15) throw tooLong();
        var times = exponent.numerator.intValueExact();
        var bits = (long) Math.max(numerator.bitLength(), denominator.bitLength()) - 1;
        if (bits * Math.abs(times) > MOST_BITS) throw tooLong();
        var raised = bounded(numerator.pow(Math.abs(times)), denominator.pow(Math.abs(times)));
        return times < 0 ? ONE.over(raised) : raised;
    }

    /**
     * What is left of this after taking {@code other} whole times; has the sign of {@code other}.
     */
    Rational modulo(Rational other) throws NoValue {
        return minus(other.times(over(other).floor()));
    }

    Rational floor() {
        var parts = numerator.divideAndRemainder(denominator);
        var below = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Rational(below, BigInteger.ONE);
    }

    Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational magnitude() {
        return new Rational(numerator.abs(), denominator);
    }

    boolean isZero() {
        return numerator.signum() == 0;
    }

    boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    @Override
    public int compareTo(Rational other) {
        return numerator
                .multiply(other.denominator)
                .compareTo(other.numerator.multiply(denominator));
    }

    static NoValue tooLong() {
        return new NoValue("the numbers get too long for this calculator");
    }

    private static Rational bounded(BigInteger numerator, BigInteger denominator) throws NoValue {
        var result = lowestTerms(numerator, denominator);
        if (Math.max(result.numerator.bitLength(), result.denominator.bitLength()) > MOST_BITS)
            throw tooLong();
        return result;
    }

    private static Rational lowestTerms(BigInteger numerator, BigInteger denominator) {
        var common = numerator.gcd(denominator);
        if (denominator.signum() < 0) common = common.negate();
        return new Rational(numerator.divide(common), denominator.divide(common));
    }
}
