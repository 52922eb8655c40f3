package dev.understudy.data.offline;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.offline.question.QuestionReader;
import dev.understudy.data.offline.question.Understanding;
import java.time.LocalDate;
import java.util.List;

/**
 * Turns questions about data into SQL by a small deterministic grammar over a catalogue, without
 * any model. It plans only what it understood to the last word; the rest it declines, saying which
 * words. Pure; thread-safe.
 */
public final class DataPlanner {
    private DataPlanner() {}

    /**
     * Plans or declines; whatever the question, this ends quickly and throws nothing.
     *
     * @param today what "last month" and "this year" are relative to
     */
    public static DataPlan plan(String question, Catalogue catalogue, LocalDate today) {
        if (question.length() > ArithmeticPlanner.LONGEST_QUESTION) {
            return new DataPlan.Declined(List.of(), "the question is too long");
        }
        return switch (new QuestionReader(catalogue).read(question, today)) {
            case Understanding.Understood(var sql, var text, var chart) ->
                    new DataPlan.Planned(sql, text, chart);
            case Understanding.NotUnderstood(var words, var reason) ->
                    new DataPlan.Declined(
                            words.stream().limit(ArithmeticPlanner.MOST_WORDS).toList(), reason);
        };
    }
}
