package dev.understudy.data.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.offline.Calculation.Exact;
import dev.understudy.data.offline.Calculation.Rounded;
import dev.understudy.data.offline.Calculation.Undefined;
import dev.understudy.data.offline.Calculation.Unreadable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalculatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # precedence
                    1 + 2 * 3           | 7
                    (1 + 2) * 3         | 9
                    10 - 4 - 3          | 3
                    100 / 10 / 5        | 2
                    2^3^2               | 512
                    -2^2                | -4
                    (-2)^2              | 4
                    2^-1                | 0.5
                    2 ** 10             | 1024
                    -(-3)               | 3
                    --3                 | 3
                    2 * -3              | -6
                    17 mod 5            | 2
                    -7 mod 3            | 2
                    7.5 mod 2           | 1.5
                    # exactness
                    1/3*3               | 1
                    0.1 + 0.2           | 0.3
                    127.50              | 127.5
                    1/8                 | 0.125
                    100.00              | 100
                    .5 + .5             | 1
                    99999999999999999999 + 1 | 100000000000000000000
                    1/3 + 1/6           | 0.5
                    2^100               | 1267650600228229401496703205376
                    # ways of writing
                    1,234.5 + 1         | 1235.5
                    1,234,567 × 2       | 2469134
                    6 ÷ 4               | 1.5
                    3 x 4               | 12
                    3x4                 | 12
                    5−2                 | 3
                    12²                 | 144
                    2³                  | 8
                    # percentages
                    15% of 850          | 127.5
                    15%                 | 0.15
                    850 + 15%           | 977.5
                    850 - 15%           | 722.5
                    100 + 5% + 5%       | 110.25
                    10% + 5%            | 0.15
                    20% off 50          | 40
                    850 + 15% of 200    | 880
                    200 × 15%           | 30
                    10% of 20% of 50    | 1
                    10 ÷ (50% of 4)     | 5
                    3/4 of 20           | 15
                    150% of 40          | 60
                    # functions
                    sqrt(144)           | 12
                    sqrt 144            | 12
                    √144                | 12
                    sqrt(1/4)           | 0.5
                    sqrt(0)             | 0
                    max(1, 5, 3)        | 5
                    min(4, -2)          | -2
                    sum(1, 2, 3)        | 6
                    average(1, 2, 3, 4) | 2.5
                    product(2, 3, 4)    | 24
                    max(1,2)            | 2
                    """)
    void calculatesExactly(String expression, String result) {
        assertThat(Calculator.calculate(expression))
                .isEqualTo(new Exact(result, new BigDecimal(result)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10 / 3         | ≈ 3.3333333333
                    2/3            | ≈ 0.6666666667
                    20000/3        | ≈ 6666.6666666667
                    1/30000        | ≈ 0.00003333333333
                    sqrt(2)        | ≈ 1.4142135624
                    sqrt(2)^2      | ≈ 2
                    -1/7           | ≈ -0.1428571429
                    """)
    void roundsWhatHasNoEndAndSaysSo(String expression, String result) {
        assertThat(Calculator.calculate(expression))
                .isInstanceOfSatisfying(
                        Rounded.class, rounded -> assertThat(rounded.text()).isEqualTo(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1/0                | division by zero
                    1/(2-2)            | division by zero
                    5 mod 0            | division by zero
                    0^-1               | division by zero
                    0^0                | 0 to the power of 0 has no value
                    2^0.5              | the exponent is not a whole number
                    2^99999999999      | the numbers get too long for this calculator
                    9^9^9^9            | the numbers get too long for this calculator
                    10^1200            | the result has more than 1000 digits
                    sqrt(-4)           | the square root of a negative number
                    sqrt(2) mod 1      | the remainder of a rounded number
                    sqrt(2)^2 - 2      | the difference is too small to tell from rounding
                    """)
    void whatHasNoValueIsSaidToHaveNone(String expression, String reason) {
        assertThat(Calculator.calculate(expression)).isEqualTo(new Undefined(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""               | ""
                    1 +              | +
                    (1 + 2           | 2
                    1 2              | 2
                    1 + 2)           | )
                    17 % 5           | %
                    50% (2)          | %
                    10 ÷ 5% of 8     | ÷
                    max(1,234)       | 1,234
                    007              | 007
                    1.2.3            | 1.2.3
                    1,5 + 2          | ,
                    12,34            | ,
                    3k               | 3k
                    $5 + 1           | $5
                    5!               | !
                    pi * 2           | pi
                    2(3)             | (
                    "sqrt"           | sqrt
                    max()            | )
                    5 % %            | %
                    10:30 - 1        | 10:30
                    """)
    void whatHasTwoReadingsOrNoneIsRefusedAtItsPlace(String expression, String found) {
        assertThat(Calculator.calculate(expression))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> {
                            assertThat(unreadable.found()).isEqualTo(found);
                            assertThat(unreadable.reason()).isNotBlank();
                        });
    }

    @Test
    void longDeepAndHugeTextsAreRefused() {
        assertThat(Calculator.calculate("1+".repeat(300) + "1")).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("(".repeat(200) + "1")).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("-".repeat(400) + "1")).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("2^".repeat(200) + "2")).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("double ".repeat(70) + "2")).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("1".repeat(101))).isInstanceOf(Unreadable.class);
        assertThat(Calculator.calculate("1".repeat(100))).isInstanceOf(Exact.class);
    }

    /** The same random expression, built beside the calculator with decimals of high precision. */
    @Test
    void agreesWithBigDecimalOnRandomExpressions() {
        var seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++) {
            var expected = new RandomExpression(random).sum(3);
            if (expected.text().length() > Calculator.LONGEST_TEXT) continue;
            var result = Calculator.calculate(expected.text());
            assertThat(difference(result, expected.value()))
                    .as(
                            "-Dseed=%d, %s gave %s, not %s",
                            seed, expected.text(), result, expected.value())
                    .isLessThanOrEqualTo(new BigDecimal("0.51e-10"));
        }
    }

    @Test
    void randomTextNeverThrows() {
        var seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        var pieces =
                List.of(
                        ("1 23 4.5 0 1,000 + - * / ^ % ( ) , of off mod sqrt max average half \u00b2"
                                        + " \u221a $ \ud83d\ude00 9e9")
                                .split(" "));
        for (var round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (var piece = random.nextInt(12); piece > 0; piece--)
                text.append(pieces.get(random.nextInt(pieces.size())))
                        .append(random.nextBoolean() ? " " : "");
            assertThat(Calculator.calculate(text.toString()))
                    .as("-Dseed=%d, %s", seed, text)
                    .isNotNull();
        }
    }

    private static BigDecimal difference(Calculation result, BigDecimal expected) {
        return switch (result) {
            case Exact(_, var value) -> value.subtract(expected).abs();
            case Rounded(_, var value) -> value.subtract(expected).abs();
            case Undefined _, Unreadable _ -> BigDecimal.TEN;
        };
    }

    private record Expected(String text, BigDecimal value) {}

    private record RandomExpression(Random random) {
        private static final MathContext PRECISION = new MathContext(60);

        Expected sum(int depth) {
            var left = product(depth);
            for (var more = random.nextInt(3); more > 0; more--) {
                var right = product(depth);
                left =
                        random.nextBoolean()
                                ? new Expected(
                                        left.text + " + " + right.text, left.value.add(right.value))
                                : new Expected(
                                        left.text + "-" + right.text,
                                        left.value.subtract(right.value));
            }
            return left;
        }

        private Expected product(int depth) {
            var left = factor(depth);
            for (var more = random.nextInt(3); more > 0; more--) {
                var right = factor(depth);
                left =
                        right.value.abs().compareTo(new BigDecimal("0.001")) < 0
                                        || random.nextBoolean()
                                ? new Expected(
                                        left.text + " * " + right.text,
                                        left.value.multiply(right.value, PRECISION))
                                : new Expected(
                                        left.text + "/" + right.text,
                                        left.value.divide(right.value, PRECISION));
            }
            return left;
        }

        private Expected factor(int depth) {
            return switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0 -> number(random.nextInt(1_000), 0);
                case 1 -> number(random.nextInt(1, 100_000), 2);
                case 2 -> {
                    var share = number(random.nextInt(1, 200), 0);
                    yield new Expected("(" + share.text + "%)", share.value.movePointLeft(2));
                }
                case 3 -> {
                    var base = number(random.nextInt(1, 12), 0);
                    var exponent = random.nextInt(5);
                    yield new Expected(
                            base.text + "^" + exponent, base.value.pow(exponent, PRECISION));
                }
                case 4 -> {
                    var of = factor(depth - 1);
                    yield new Expected("(-" + of.text + ")", of.value.negate());
                }
                default -> {
                    var inner = sum(depth - 2);
                    yield new Expected("(" + inner.text + ")", inner.value);
                }
            };
        }

        private static Expected number(int unscaled, int scale) {
            var value = BigDecimal.valueOf(unscaled, scale);
            return new Expected(value.toPlainString(), value);
        }
    }
}
