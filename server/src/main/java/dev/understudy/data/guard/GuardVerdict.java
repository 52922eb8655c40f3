package dev.understudy.data.guard;

import java.util.List;

/** What the guard says of a statement. */
public sealed interface GuardVerdict {
    /** It only reads, and only what it may. */
    record Allowed(ReadOnlySql sql) implements GuardVerdict {}

    /**
     * It may not run, or cannot be read.
     *
     * @param rule which rule it breaks
     * @param message for the model that wrote it and for people: what is wrong, where, and what to
     *     do instead
     * @param nearest names that were perhaps meant; empty where it is not about a name
     */
    record Refused(GuardRule rule, String message, List<String> nearest) implements GuardVerdict {
        public Refused {
            nearest = List.copyOf(nearest);
        }
    }
}
