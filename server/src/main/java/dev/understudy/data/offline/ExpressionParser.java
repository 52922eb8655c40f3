package dev.understudy.data.offline;

import dev.understudy.data.offline.Expression.AsPercent;
import dev.understudy.data.offline.Expression.Binary;
import dev.understudy.data.offline.Expression.Combination;
import dev.understudy.data.offline.Expression.Combined;
import dev.understudy.data.offline.Expression.Grouped;
import dev.understudy.data.offline.Expression.Literal;
import dev.understudy.data.offline.Expression.Negated;
import dev.understudy.data.offline.Expression.Operator;
import dev.understudy.data.offline.Expression.Percent;
import dev.understudy.data.offline.Expression.PercentOff;
import dev.understudy.data.offline.Expression.Root;
import dev.understudy.data.offline.Expression.ShareOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads tokens as an expression by recursive descent: sums of products of factors, a minus sign
 * binding looser than a power. Where two readings are usual ({@code 17 % 5}, {@code max(1,234)},
 * {@code 10 ÷ 5% of 8}) it refuses and says what to write instead. One use, one thread.
 */
final class ExpressionParser {
    /** Parentheses and signs in each other: bounds the depth of the recursion. */
    static final int DEEPEST = 50;

    private final List<Token> tokens;
    private int at;
    private int depth;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The whole text as one expression. */
    Expression expression() throws Unreadable {
        var expression = sum();
        end();
        return expression;
    }

    /** The whole text as an expression, or as one of the sentences that ask for one. */
    Expression sentence() throws Unreadable {
        if (accept("add")) return joined(Operator.PLUS, "and", "to");
        if (accept("subtract")) {
            var less = factor();
            expect("from");
            return ended(new Binary(atom(factor()), Operator.MINUS, atom(less)));
        }
        if (accept("multiply")) return joined(Operator.TIMES, "by");
        if (accept("divide")) return joined(Operator.OVER, "by");
        if (accept("increase")) return changed(Operator.PLUS);
        if (accept("decrease") || accept("reduce")) return changed(Operator.MINUS);
        if (accept("what")) {
            expect("%");
            expect("of");
            var whole = sum();
            expect("is");
            return ended(new AsPercent(atom(sum()), atom(whole)));
        }
        var part = sum();
        if (!accept("is")) return ended(part);
        expect("what");
        expect("%");
        expect("of");
        return ended(new AsPercent(atom(part), atom(sum())));
    }

    private Expression joined(Operator operator, String... joints) throws Unreadable {
        var first = factor();
        if (Arrays.stream(joints).noneMatch(this::accept)) throw stuck();
        return ended(new Binary(atom(first), operator, atom(factor())));
    }

    private Expression changed(Operator operator) throws Unreadable {
        var start = factor();
        expect("by");
        if (!(factor() instanceof Percent percent)) throw stuck();
        return ended(new Binary(atom(start), operator, percent));
    }

    private Expression sum() throws Unreadable {
        deeper();
        var left = product();
        while (nextIs("+", 0) || nextIs("-", 0)) {
            var operator = next().is("+") ? Operator.PLUS : Operator.MINUS;
            left = new Binary(left, operator, product());
        }
        depth--;
        return left;
    }

    private Expression product() throws Unreadable {
        var left = factor();
        while (nextIs("×", 0) || nextIs("÷", 0) || nextIs("mod", 0)) {
            var sign = next();
            var operator =
                    sign.is("×") ? Operator.TIMES : sign.is("÷") ? Operator.OVER : Operator.MODULO;
            var right = factor();
            if (operator != Operator.TIMES && isShare(right))
                throw new Unreadable(sign.text(), "put parentheses around " + right.text());
            left = new Binary(left, operator, right);
        }
        return left;
    }

    private static boolean isShare(Expression expression) {
        return expression instanceof ShareOf || expression instanceof PercentOff;
    }

    private Expression factor() throws Unreadable {
        deeper();
        var factor = accept("-") ? new Negated(factor()) : share();
        depth--;
        return factor;
    }

    private Expression share() throws Unreadable {
        if (accept("double") || accept("twice")) return multiplied(2);
        if (accept("triple")) return multiplied(3);
        if (accept("half")) return fraction("1", "2");
        if (nextIs("÷", 1) && nextIs("of", 3)) {
            var top = primary();
            expect("÷");
            return shareOf(new Binary(top, Operator.OVER, primary()));
        }
        var power = power();
        if (!(power instanceof Percent percent)) return power;
        if (nextIs("of", 0)) return shareOf(percent);
        if (accept("off")) {
            accept("of");
            return new PercentOff(percent, factor());
        }
        return percent;
    }

    private Expression multiplied(int times) throws Unreadable {
        return new Grouped(
                new Binary(literal(String.valueOf(times)), Operator.TIMES, atom(factor())));
    }

    private Expression fraction(String top, String bottom) throws Unreadable {
        return shareOf(new Binary(literal(top), Operator.OVER, literal(bottom)));
    }

    private Expression shareOf(Expression share) throws Unreadable {
        expect("of");
        return new ShareOf(share instanceof Binary ? new Grouped(share) : share, factor());
    }

    private Expression power() throws Unreadable {
        deeper();
        var base = percent();
        if (accept("^")) {
            if (base instanceof Percent)
                throw new Unreadable("^", "put parentheses around " + base.text());
            var negative = accept("-");
            var exponent = power();
            base = new Binary(base, Operator.POWER, negative ? new Negated(exponent) : exponent);
        }
        depth--;
        return base;
    }

    private Expression percent() throws Unreadable {
        var primary = primary();
        if (!accept("%")) return primary;
        if (at < tokens.size() && (peek().kind() == Token.Kind.NUMBER || peek().is("(")))
            throw new Unreadable("%", "write 'mod' for a remainder, or 'percent of' for a share");
        return new Percent(primary);
    }

    private Expression primary() throws Unreadable {
        if (accept("(")) {
            var inner = sum();
            expect(")");
            return new Grouped(inner);
        }
        if (accept("sqrt")) {
            accept("of");
            return new Root(primary());
        }
        for (var combination : Combination.values())
            if (accept(combination.word())) return combined(combination);
        if (at == tokens.size() || peek().kind() != Token.Kind.NUMBER) throw stuck();
        return literal(next().text());
    }

    /** A list: {@code max(1, 2)}, or in words {@code max of 1, 2 and 3}. */
    private Expression combined(Combination combination) throws Unreadable {
        var parts = new ArrayList<Expression>();
        var inParentheses = accept("(");
        if (!inParentheses) expect("of");
        do {
            var from = at;
            parts.add(inParentheses ? sum() : factor());
            for (var token : tokens.subList(from, at))
                if (token.kind() == Token.Kind.NUMBER && token.text().contains(","))
                    throw new Unreadable(
                            token.text(),
                            "in a list write one number without its comma, or two with a space");
        } while (acceptSeparator());
        if (inParentheses) expect(")");
        else if (at < tokens.size() && !nextIs(")", 0) && !nextIs("is", 0)) throw stuck();
        if (parts.size() < 2 && !inParentheses) throw stuck();
        return new Combined(combination, List.copyOf(parts));
    }

    /** A comma, "and", or both. */
    private boolean acceptSeparator() {
        var comma = accept(",");
        return accept("and") || comma;
    }

    private static Expression literal(String text) {
        return new Literal(Rational.of(Token.number(text).number()), text);
    }

    /** Puts parentheses around what would read differently once it stands beside an operator. */
    private static Expression atom(Expression expression) {
        return switch (expression) {
            case Binary binary when binary.operator() != Operator.POWER -> new Grouped(binary);
            case ShareOf _, PercentOff _, Negated _, AsPercent _ -> new Grouped(expression);
            default -> expression;
        };
    }

    private Expression ended(Expression expression) throws Unreadable {
        end();
        return expression;
    }

    private void end() throws Unreadable {
        if (at < tokens.size()) throw stuck();
    }

    private void deeper() throws Unreadable {
        if (++depth > DEEPEST)
            throw new Unreadable("(", "more than %d levels deep".formatted(DEEPEST));
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private boolean nextIs(String text, int ahead) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).is(text);
    }

    private boolean accept(String text) {
        if (!nextIs(text, 0)) return false;
        at++;
        return true;
    }

    private void expect(String text) throws Unreadable {
        if (!accept(text)) throw stuck();
    }

    private Unreadable stuck() {
        if (tokens.isEmpty()) return new Unreadable("", "there is nothing to calculate");
        return at < tokens.size()
                ? new Unreadable(
                        peek().text(), "'%s' is not expected there".formatted(peek().text()))
                : new Unreadable(
                        tokens.getLast().text(),
                        "something is missing after '%s'".formatted(tokens.getLast().text()));
    }
}
