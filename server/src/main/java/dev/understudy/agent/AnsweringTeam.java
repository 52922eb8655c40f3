package dev.understudy.agent;

import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;

/**
 * One of the teams that the supervisor chooses from. It may block, and is used by many threads at
 * once; what belongs to a query is in {@code calls}.
 */
public interface AnsweringTeam {
    /** Its name for users: {@code Data Analysis Team}. */
    String name();

    /**
     * Works until there is an answer, which has been said through {@code calls} when this returns.
     *
     * @throws LimitReachedException where a limit ended the work; the caller tells the user why. A
     *     team that has findings by then ends with {@link TeamAnswer.Limited} itself.
     * @throws NoModelException where no model answered
     * @throws StoppedException where nobody waits any more, or the query's time is over
     */
    TeamAnswer answer(Query query, BudgetedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException;
}
