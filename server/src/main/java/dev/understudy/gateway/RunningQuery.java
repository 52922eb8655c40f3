package dev.understudy.gateway;

/** A query that is under way. To be used on the event loop that started it. */
public interface RunningQuery {
    /**
     * Nobody waits for the answer any more: the upstream is stopped at once, what was used is
     * counted.
     */
    void cancel();

    /** Reads no further from the upstream until {@link #resume()}. */
    void pause();

    /** Reads on. */
    void resume();
}
