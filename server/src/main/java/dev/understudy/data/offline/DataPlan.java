package dev.understudy.data.offline;

import dev.understudy.data.result.ChartWish;
import java.util.List;

/** What the planner made of a question about data. */
public sealed interface DataPlan {
    /**
     * Understood to the last word.
     *
     * @param sql one statement in the catalogue's dialect; the guard still judges it
     * @param understood what it computes, in plain words, for the user to check: "the 5 customers
     *     with the highest sum of order_items.amount"
     * @param chart how the rows are to be shown
     */
    record Planned(String sql, String understood, ChartWish chart) implements DataPlan {}

    /**
     * Not fully understood, and so not answered.
     *
     * @param words those that were not understood, in their order, at most {@link
     *     ArithmeticPlanner#MOST_WORDS}; empty where all were, but what they ask for is not clear
     * @param reason what is missing or ambiguous, for people; one sentence
     */
    record Declined(List<String> words, String reason) implements DataPlan {
        public Declined {
            words = List.copyOf(words);
        }
    }
}
