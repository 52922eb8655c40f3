package dev.understudy.settings;

import java.util.Locale;

/** What happens when a model fails after the first visible text. */
public enum Midstream {
    /** The next model goes on from what was seen. */
    CONTINUE,
    /** The stream ends with an error chunk. */
    ERROR;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
