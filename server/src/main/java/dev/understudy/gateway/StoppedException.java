package dev.understudy.gateway;

/** The work is of no use any more: nobody waits, or the time is over. Carries no stack trace. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1;

    public StoppedException() {
        super("the query was stopped", null, false, false);
    }
}
