package dev.understudy.auth;

import java.util.Locale;
import java.util.Set;

/** Names that mean somebody in the ledger and the log; no key and no user may have one. */
public final class ReservedNames {
    /** The key of {@code OPENWEBUI_API_KEY}. */
    public static final String FRONT_END = "open-webui";

    /** Who runs the commands. */
    public static final String OPERATOR = "operator";

    /** Everybody, where no credential is configured. */
    static final String ANYBODY = "anybody";

    private static final Set<String> ALL = Set.of(ANYBODY, FRONT_END, OPERATOR, "understudy");

    private ReservedNames() {}

    public static boolean has(String name) {
        return ALL.contains(name.toLowerCase(Locale.ROOT));
    }
}
