package dev.understudy.gateway;

/** How a query is answered: by a model's own words, or by a team. On its event loop only. */
sealed interface QueryWork permits DirectAnswer, TeamRun {
    /** Begins; the end is told to the query. */
    void start();

    /** The query has ended in another way: nothing more is of use. */
    void stop();

    /** Whether the user has seen some of the answer. */
    boolean begun();
}
