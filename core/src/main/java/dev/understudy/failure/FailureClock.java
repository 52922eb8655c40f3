package dev.understudy.failure;

/** Which clock ran out on an attempt. */
public enum FailureClock {
    CONNECT,
    FIRST_TOKEN,
    SILENCE,
    ATTEMPT,
    /**
     * The query's own, cut short for this attempt: it says nothing about the model, which had less
     * than its own time.
     */
    QUERY
}
