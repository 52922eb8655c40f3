package dev.understudy.agent.tool;

import dev.understudy.data.offline.ArithmeticPlanner;
import dev.understudy.data.offline.PlannerAnswer;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Computes what a question asks for, where it is a calculation, a conversion or a date and nothing
 * else. A small model then need not know how to use tools, and without any model there is still an
 * answer. What is not understood to the last word is left alone.
 */
public final class ComputedFacts {
    private ComputedFacts() {}

    /**
     * What the question asks for.
     *
     * @param today for questions about dates
     */
    public static Optional<ToolResult> about(String question, LocalDate today) {
        return arithmetic(question)
                .or(() -> UnitQuestions.answer(question))
                .or(() -> DateQuestions.answer(question, today));
    }

    private static Optional<ToolResult> arithmetic(String question) {
        return ArithmeticPlanner.answer(question) instanceof PlannerAnswer.Answered(var text)
                ? Optional.of(new ToolResult("calculate " + Arguments.shortened(text), text))
                : Optional.empty();
    }
}
