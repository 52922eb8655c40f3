package dev.understudy.data.offline;

import java.util.List;

/** What the planner made of a question. */
public sealed interface PlannerAnswer {
    /** Understood to the last word; {@code text} shows the computation with its result. */
    record Answered(String text) implements PlannerAnswer {}

    /**
     * Not fully understood, and so not answered. {@code words} are those that were not understood,
     * in their order, at most {@link ArithmeticPlanner#MOST_WORDS}; none where there was nothing to
     * read.
     */
    record Declined(List<String> words) implements PlannerAnswer {
        public Declined {
            words = List.copyOf(words);
        }
    }
}
