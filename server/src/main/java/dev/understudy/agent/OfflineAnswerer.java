package dev.understudy.agent;

import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.util.Optional;

/** Answers without any model, by computation, what it fully understands. Thread-safe; may block. */
public interface OfflineAnswerer {
    /**
     * The answer, which has been said through {@code calls} when this returns; empty, with nothing
     * said, where the question is not fully understood.
     *
     * @param calls for steps and texts; no model is asked
     */
    Optional<TeamAnswer> answer(Query query, BudgetedCalls calls) throws StoppedException;
}
