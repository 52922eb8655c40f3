package dev.understudy.gateway;

import dev.understudy.execution.Outcome;

/** No model answers this query; the policy has given up. Carries no stack trace. */
public final class NoModelException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;
    private final String declined;

    /**
     * @param outcome how the query ends if nothing else answers it
     */
    public NoModelException(Outcome outcome) {
        this(outcome, "");
    }

    private NoModelException(Outcome outcome, String declined) {
        super("no model answers: " + outcome.wireName(), null, false, false);
        this.outcome = outcome;
        this.declined = declined;
    }

    /** The same, with why it could not be computed without a model either: for the user. */
    public NoModelException declined(String why) {
        return new NoModelException(outcome, why);
    }

    /** Why it could not be computed without a model; empty where that was not tried. */
    public String declined() {
        return declined;
    }

    public Outcome outcome() {
        return outcome;
    }
}
