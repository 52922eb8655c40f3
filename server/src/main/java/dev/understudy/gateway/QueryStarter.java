package dev.understudy.gateway;

/** Starts queries: {@link Gateway#start}. */
@FunctionalInterface
public interface QueryStarter {
    /**
     * Starts a query whose route is known. To be called on an event loop; the listener is called on
     * that same one, never from inside this method.
     */
    RunningQuery start(Query query, AnswerListener listener);
}
