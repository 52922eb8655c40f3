package dev.understudy.gateway;

/**
 * Answers a query by work of several calls: the agents behind a route. It runs on a virtual thread
 * of its own and may block. Everything that it wants from outside comes through {@link TeamCalls}.
 */
public interface Team {
    /**
     * Works until there is an answer, which has been said through {@code calls} when this returns.
     *
     * @return how the work ended
     * @throws NoModelException where no model answered and nothing could be computed without one
     * @throws StoppedException where nobody waits any more, or the query's time is over
     */
    TeamAnswer answer(Query query, TeamCalls calls) throws NoModelException, StoppedException;
}
