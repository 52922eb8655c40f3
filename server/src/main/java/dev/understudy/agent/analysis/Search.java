package dev.understudy.agent.analysis;

import java.util.Optional;

/** What came of looking for rows. */
sealed interface Search {
    /** Rows, be it none. */
    record Found(FoundRows rows) implements Search {}

    /** No rows are wanted: this is the answer. */
    record Said(String text) implements Search {}

    /**
     * No rows could be had.
     *
     * @param reason for people: one sentence
     * @param last what failed last; empty where nothing was written yet
     */
    record GaveUp(String reason, Optional<FailedTry> last) implements Search {}
}
