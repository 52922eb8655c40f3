package dev.understudy.mcp;

import java.util.List;

/** The versions of the protocol that are spoken, by their dates. Pure. */
public final class ProtocolVersion {
    /** What a client is offered that asks for one that is not known. */
    public static final String LATEST = "2025-11-25";

    /**
     * What differs between them is not used here, but for batches (2025-03-26), which none sends.
     */
    private static final List<String> SPOKEN =
            List.of(LATEST, "2025-06-18", "2025-03-26", "2024-11-05");

    private ProtocolVersion() {}

    public static boolean isSpoken(String version) {
        return SPOKEN.contains(version);
    }

    /** The one that was asked for where it is spoken, else the latest. */
    static String agreed(String asked) {
        return isSpoken(asked) ? asked : LATEST;
    }

    /** All of them, for people. */
    public static String all() {
        return String.join(", ", SPOKEN);
    }
}
