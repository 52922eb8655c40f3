package dev.understudy.gateway;

import dev.understudy.execution.Outcome;

/** No model answers this query; the policy has given up. Carries no stack trace. */
public final class NoModelException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    /**
     * @param outcome how the query ends if nothing else answers it
     */
    public NoModelException(Outcome outcome) {
        super("no model answers: " + outcome.wireName(), null, false, false);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
