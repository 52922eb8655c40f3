package dev.understudy.data.guard;

import java.util.List;

/** Ends the judging of a statement: what is wrong with it. Never leaves this package. */
final class Objection extends Exception {
    private static final long serialVersionUID = 1;

    private final transient GuardVerdict.Refused refusal;

    Objection(GuardRule rule, String message, List<String> nearest) {
        super(message, null, false, false);
        this.refusal = new GuardVerdict.Refused(rule, message, nearest);
    }

    Objection(GuardRule rule, String message) {
        this(rule, message, List.of());
    }

    GuardVerdict.Refused refusal() {
        return refusal;
    }
}
