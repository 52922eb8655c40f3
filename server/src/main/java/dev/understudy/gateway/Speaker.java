package dev.understudy.gateway;

import dev.understudy.data.result.Chart;

/** Gives the user an answer, piece by piece. For one thread. */
public interface Speaker {
    /** A piece of the answer, written by us. */
    void say(String text) throws StoppedException;

    /**
     * A picture as part of the answer; each front end draws it in its own way, or leaves it out.
     */
    void chart(Chart chart) throws StoppedException;
}
