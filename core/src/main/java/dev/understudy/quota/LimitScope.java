package dev.understudy.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a limit binds. */
public enum LimitScope {
    /** All who use this server, or the servers that share its ledger. */
    GLOBAL,
    /** The same, but without the reserve: what is there for users for whom none is kept. */
    SHARED,
    /** One user. */
    USER,
    /** All who come with one API key. */
    KEY,
    /** All who ask one model. */
    MODEL;

    /** As written in the API, on the command line and in the ledger. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scope of that name that a limit can be set for; what is shared follows the global one.
     */
    public static Optional<LimitScope> of(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it != SHARED && it.wireName().equals(wireName))
                .findFirst();
    }
}
