package dev.understudy.agent;

/** A limit of the agents leaves nothing more. Carries no stack trace. */
public final class LimitReachedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Exhausted exhausted;

    public LimitReachedException(Exhausted exhausted) {
        super(exhausted.reason(), null, false, false);
        this.exhausted = exhausted;
    }

    public Exhausted exhausted() {
        return exhausted;
    }
}
