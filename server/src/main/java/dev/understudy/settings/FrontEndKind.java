package dev.understudy.settings;

import java.util.Locale;

/** Which front end is taken to ask. */
public enum FrontEndKind {
    /** Known by what it sends. */
    AUTO,
    OPENWEBUI,
    /** Not one that we know: notices come in the answer. */
    OTHER;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
