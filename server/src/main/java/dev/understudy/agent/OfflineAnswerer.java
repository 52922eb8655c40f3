package dev.understudy.agent;

import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;
import java.util.Optional;

/** Answers without any model, by computation, what it fully understands. Thread-safe; may block. */
public interface OfflineAnswerer {
    /**
     * The answer, which has been said through {@code calls} when this returns; empty, with nothing
     * said, where the question is not fully understood.
     *
     * @param calls for steps and texts; no model is asked. That the answer begins need not be told,
     *     nor that a team was chosen: the caller does
     */
    Optional<TeamAnswer> answer(Query query, TeamCalls calls) throws StoppedException;

    /**
     * Why it was not answered: one sentence for people, which names the words that were not
     * understood. Empty where this answerer has nothing to say about such questions.
     */
    default Optional<String> declined(String question) {
        return Optional.empty();
    }
}
