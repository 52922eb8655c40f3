package dev.understudy.data.offline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A value on its way through an expression; {@code rounded} once a root that has no end went into
 * it.
 */
record Amount(Rational value, boolean rounded) {
    /** The longest result that is printed, in digits before the point. */
    static final int MOST_DIGITS = 1_000;

    /** The longest exact result that is printed, in digits after the point. */
    static final int MOST_DECIMALS = 100;

    private static final int ROUNDED_DIGITS = 10;
    private static final MathContext ROOT_PRECISION = new MathContext(60);

    /** A rounded sum this much smaller than its parts holds nothing but their rounding. */
    private static final Rational NOTHING_LEFT = Rational.of(new BigDecimal("1e-30"));

    interface Operation {
        Rational apply(Rational left, Rational right) throws NoValue;
    }

    Amount with(Amount other, Operation operation) throws NoValue {
        return new Amount(operation.apply(value, other.value), rounded || other.rounded);
    }

    /** Adds; what would be only a leftover of rounding is refused. */
    Amount plus(Amount other) throws NoValue {
        var sum = with(other, Rational::plus);
        var larger = value.magnitude().compareTo(other.value.magnitude()) > 0 ? value : other.value;
        if (sum.rounded
                && !larger.isZero()
                && sum.value.magnitude().compareTo(larger.magnitude().times(NOTHING_LEFT)) < 0)
            throw new NoValue("the difference is too small to tell from rounding");
        return sum;
    }

    Amount negated() {
        return new Amount(value.negated(), rounded);
    }

    Amount modulo(Amount other) throws NoValue {
        if (rounded || other.rounded) throw new NoValue("the remainder of a rounded number");
        return with(other, Rational::modulo);
    }

    Amount root() throws NoValue {
        if (value.numerator().signum() < 0)
            throw new NoValue("the square root of a negative number");
        var top = value.numerator().sqrtAndRemainder();
        var bottom = value.denominator().sqrtAndRemainder();
        if (top[1].signum() == 0 && bottom[1].signum() == 0)
            return new Amount(new Rational(top[0], bottom[0]), rounded);
        var near =
                new BigDecimal(value.numerator())
                        .divide(new BigDecimal(value.denominator()), ROOT_PRECISION)
                        .sqrt(ROOT_PRECISION);
        return new Amount(Rational.of(near), true);
    }

    /** As the caller sees it. */
    Calculation shown() throws NoValue {
        var whole = value.magnitude().floor().numerator();
        if (whole.bitLength() > MOST_DIGITS * 3.33
                && whole.compareTo(BigInteger.TEN.pow(MOST_DIGITS)) >= 0)
            throw new NoValue("the result has more than %d digits".formatted(MOST_DIGITS));
        var top = new BigDecimal(value.numerator());
        var bottom = new BigDecimal(value.denominator());
        var decimals = decimals(value.denominator());
        if (!rounded && decimals >= 0 && decimals <= MOST_DECIMALS) {
            var exact = tidy(top.divide(bottom));
            return new Calculation.Exact(exact.toPlainString(), exact);
        }
        var digitsBefore = whole.signum() == 0 ? 0 : whole.toString().length();
        var near = tidy(top.divide(bottom, new MathContext(digitsBefore + ROUNDED_DIGITS)));
        if (near.scale() > MOST_DIGITS)
            throw new NoValue("the result has more than %d decimals".formatted(MOST_DIGITS));
        return new Calculation.Rounded("≈ " + near.toPlainString(), near);
    }

    /** How many decimals a fraction with this denominator has; -1 for no end of them. */
    private static int decimals(BigInteger denominator) {
        var twos = denominator.getLowestSetBit();
        var rest = denominator.shiftRight(twos);
        var five = BigInteger.valueOf(5);
        var fives = 0;
        while (rest.mod(five).signum() == 0) {
            rest = rest.divide(five);
            fives++;
        }
        return rest.equals(BigInteger.ONE) ? Math.max(twos, fives) : -1;
    }

    private static BigDecimal tidy(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
