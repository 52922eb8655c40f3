package dev.understudy.agent.tool;

import dev.understudy.chat.ToolSpec;
import dev.understudy.data.offline.ArithmeticPlanner;
import dev.understudy.data.offline.Calculation;
import dev.understudy.data.offline.Calculator;
import dev.understudy.data.offline.PlannerAnswer;
import java.util.Set;

/** The exact calculator as a tool. */
public final class CalculatorTool implements Tool {
    static final String NAME = "calculate";

    private static final ToolSpec SPEC =
            new ToolSpec(
                    NAME,
                    "Exact arithmetic. Use it for every calculation. Knows + - * / ^ mod,"
                            + " parentheses, percentages (\"15% of 850\", \"20% off 50\"), sqrt(x),"
                            + " and min, max, sum, product, average of lists.",
                    """
                    {"type":"object","properties":{"expression":{"type":"string",\
                    "description":"Numbers and signs only, e.g. (3 + 4) * 2 or 15% of 850"}},\
                    "required":["expression"]}\
                    """);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult run(String argumentsJson) {
        try {
            var expression = Arguments.of(argumentsJson, Set.of("expression")).text("expression");
            var use = NAME + " " + Arguments.shortened(expression);
            return switch (Calculator.calculate(expression)) {
                case Calculation.Exact(var text, _) ->
                        new ToolResult(use, expression + " = " + text);
                case Calculation.Rounded(var text, _) ->
                        new ToolResult(use, expression + " " + text);
                case Calculation.Undefined(var reason) ->
                        ToolResult.error(use, "it has no result: " + reason);
                case Calculation.Unreadable(var found, var reason) ->
                        inEnglish(use, expression, found, reason);
            };
        } catch (BadArgument bad) {
            return ToolResult.error(NAME, bad.reason());
        }
    }

    /** Models also write "15 percent of 850". */
    private static ToolResult inEnglish(
            String use, String expression, String found, String reason) {
        if (ArithmeticPlanner.answer(expression) instanceof PlannerAnswer.Answered(var text)) {
            return new ToolResult(use, text);
        }
        var where = found.isEmpty() ? "" : " at \"%s\"".formatted(Arguments.shortened(found));
        return ToolResult.error(use, "it cannot be read%s: %s".formatted(where, reason));
    }
}
