package dev.understudy.data.offline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An expression as it was read: it can be evaluated, and written out so that the reader sees how it
 * was understood.
 */
sealed interface Expression {
    /** A number, as it was written. */
    record Literal(Rational value, String text) implements Expression {}

    record Negated(Expression of) implements Expression {}

    /** In parentheses. */
    record Grouped(Expression inner) implements Expression {}

    record Binary(Expression left, Operator operator, Expression right) implements Expression {}

    record Percent(Expression of) implements Expression {}

    /** A share (a percentage, a fraction) of something. */
    record ShareOf(Expression share, Expression whole) implements Expression {}

    /** Something, reduced by a percentage. */
    record PercentOff(Percent percent, Expression whole) implements Expression {}

    record Root(Expression of) implements Expression {}

    record Combined(Combination combination, List<Expression> parts) implements Expression {}

    /** The share of {@code whole} that {@code part} is, in percent. */
    record AsPercent(Expression part, Expression whole) implements Expression {}

    enum Operator {
        PLUS(" + "),
        MINUS(" - "),
        TIMES(" × "),
        OVER(" ÷ "),
        MODULO(" mod "),
        POWER("^");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    enum Combination {
        MIN,
        MAX,
        SUM,
        PRODUCT,
        AVERAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The expression written out in one notation. */
    default String text() {
        return switch (this) {
            case Literal(_, var text) -> text;
            case Negated(var of) -> "-" + of.text();
            case Grouped(var inner) -> "(" + inner.text() + ")";
            case Binary(var left, var operator, var right) ->
                    left.text() + operator.sign + right.text();
            case Percent(var of) -> of.text() + "%";
            case ShareOf(var share, var whole) -> share.text() + " of " + whole.text();
            case PercentOff(var percent, var whole) -> percent.text() + " off " + whole.text();
            case Root(var of) -> "sqrt(" + of.withoutParentheses().text() + ")";
            case Combined(var combination, var parts) ->
                    combination.word()
                            + parts.stream()
                                    .map(Expression::text)
                                    .collect(Collectors.joining(", ", "(", ")"));
            case AsPercent(var part, var whole) ->
                    part.text() + " as a percentage of " + whole.text();
        };
    }

    default Expression withoutParentheses() {
        return this instanceof Grouped(var inner) ? inner.withoutParentheses() : this;
    }

    default Amount amount() throws NoValue {
        return switch (this) {
            case Literal(var value, _) -> new Amount(value, false);
            case Negated(var of) -> of.amount().negated();
            case Grouped(var inner) -> inner.amount();
            case Binary(var left, var operator, var right) ->
                    applied(left.amount(), operator, right.amount(), isRelative(left, right));
            case Percent(var of) -> of.amount().with(hundred(), Rational::over);
            case ShareOf(var share, var whole) ->
                    share.amount().with(whole.amount(), Rational::times);
            case PercentOff(var percent, var whole) -> {
                var all = whole.amount();
                yield all.plus(all.with(percent.amount(), Rational::times).negated());
            }
            case Root(var of) -> of.amount().root();
            case Combined(var combination, var parts) -> combined(combination, parts);
            case AsPercent(var part, var whole) ->
                    part.amount()
                            .with(whole.amount(), Rational::over)
                            .with(hundred(), Rational::times);
        };
    }

    /**
     * In {@code 850 + 15%} the percentage is one of the 850; in {@code 10% + 5%} it is a plain
     * number.
     */
    private static boolean isRelative(Expression left, Expression right) {
        return right instanceof Percent && !(left.withoutParentheses() instanceof Percent);
    }

    private static Amount applied(Amount left, Operator operator, Amount right, boolean relative)
            throws NoValue {
        return switch (operator) {
            case PLUS -> left.plus(relative ? left.with(right, Rational::times) : right);
            case MINUS ->
                    left.plus((relative ? left.with(right, Rational::times) : right).negated());
            case TIMES -> left.with(right, Rational::times);
            case OVER -> left.with(right, Rational::over);
            case MODULO -> left.modulo(right);
            case POWER -> left.with(right, Rational::power);
        };
    }

    private static Amount combined(Combination combination, List<Expression> parts) throws NoValue {
        var result = parts.getFirst().amount();
        for (var part : parts.subList(1, parts.size())) {
            var next = part.amount();
            result =
                    switch (combination) {
                        case MIN -> next.value().compareTo(result.value()) < 0 ? next : result;
                        case MAX -> next.value().compareTo(result.value()) > 0 ? next : result;
                        case SUM, AVERAGE -> result.plus(next);
                        case PRODUCT -> result.with(next, Rational::times);
                    };
        }
        return combination == Combination.AVERAGE
                ? result.with(new Amount(Rational.of(parts.size()), false), Rational::over)
                : result;
    }

    private static Amount hundred() {
        return new Amount(Rational.HUNDRED, false);
    }
}
