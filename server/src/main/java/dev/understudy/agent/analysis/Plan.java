package dev.understudy.agent.analysis;

import dev.understudy.data.result.ChartWish;

/** What a model wants done about a question. */
sealed interface Plan {
    /**
     * Run this.
     *
     * @param source the name of the source, as the model wrote it; may be empty
     * @param assumption how an ambiguous question was understood; may be empty
     */
    record Sql(String source, String sql, String assumption, ChartWish chart) implements Plan {}

    /** Ask this back: the question can be understood in ways too different to choose from. */
    record Clarify(String question) implements Plan {}

    /** The sources have nothing about it. */
    record NotData(String reason) implements Plan {}

    /** It cannot be read; {@code problem} says why, to the model. */
    record Unreadable(String problem) implements Plan {}
}
