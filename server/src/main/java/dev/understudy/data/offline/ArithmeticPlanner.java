package dev.understudy.data.offline;

import dev.understudy.data.offline.Calculation.Exact;
import dev.understudy.data.offline.Calculation.Rounded;
import dev.understudy.data.offline.Calculation.Undefined;
import dev.understudy.data.offline.Expression.AsPercent;
import dev.understudy.data.offline.PlannerAnswer.Answered;
import dev.understudy.data.offline.PlannerAnswer.Declined;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers questions that are a calculation in plain English ("What is 15% of 850?", "how much is 3
 * plus 4 times 2"), without any model. It answers only what it understood to the last word, and
 * writes out how it understood it; the rest it declines. Thread-safe.
 */
public final class ArithmeticPlanner {
    /** The longest question that is read, in characters. */
    public static final int LONGEST_QUESTION = 500;

    /** How many words are named at most when a question is declined. */
    public static final int MOST_WORDS = 10;

    /** Would be a sum or a quotient to the calculator, but is a date to whoever wrote it. */
    private static final Pattern DATE =
            Pattern.compile("\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b");

    private ArithmeticPlanner() {}

    /** Answers or declines; whatever the question, this ends quickly and throws nothing. */
    public static PlannerAnswer answer(String question) {
        var read = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
        var date = DATE.matcher(read);
        if (date.find()) return new Declined(List.of(date.group()));
        var calculation = EnglishArithmetic.calculationIn(Token.allOf(read));
        var foreign = EnglishArithmetic.notUnderstoodIn(calculation);
        if (!foreign.isEmpty()) return new Declined(foreign.stream().limit(MOST_WORDS).toList());
        if (read.length() < question.length() || calculation.isEmpty())
            return new Declined(List.of());
        try {
            var expression = new ExpressionParser(calculation).sentence().withoutParentheses();
            return isBareNumber(expression)
                    ? new Declined(List.of(expression.text()))
                    : answered(expression);
        } catch (Unreadable unreadable) {
            return new Declined(List.of(unreadable.found()));
        }
    }

    /** A number by itself asks for nothing that could be calculated. */
    private static boolean isBareNumber(Expression expression) {
        return switch (expression) {
            case Expression.Literal _ -> true;
            case Expression.Negated(var of) -> isBareNumber(of);
            case Expression.Grouped(var inner) -> isBareNumber(inner);
            case Expression.Percent(var of) -> isBareNumber(of);
            case Expression.Binary _,
                    Expression.ShareOf _,
                    Expression.PercentOff _,
                    Expression.Root _,
                    Expression.Combined _,
                    AsPercent _ ->
                    false;
        };
    }

    private static PlannerAnswer answered(Expression expression) {
        return switch (Calculator.calculate(expression)) {
            case Exact(var result, _) -> new Answered(stated(expression, "=", result));
            case Rounded(var result, _) ->
                    new Answered(stated(expression, "≈", result.substring("≈ ".length())));
            case Undefined(var reason) ->
                    new Answered(expression.text() + " has no result: " + reason);
            case Calculation.Unreadable(var found, _) -> new Declined(List.of(found));
        };
    }

    private static String stated(Expression expression, String sign, String result) {
        if (expression instanceof AsPercent(var part, var whole)) {
            var about = sign.equals("≈") ? "≈ " : "";
            return "%s is %s%s%% of %s".formatted(part.text(), about, result, whole.text());
        }
        return expression.text() + " " + sign + " " + result;
    }
}
