package dev.understudy.settings;

import java.util.Locale;

/** How notices reach the user. */
public enum NoticeChannel {
    /** Status events for Open WebUI, else inline. */
    AUTO,
    /** Events beside the answer, never part of the history. */
    STATUS,
    /** Markdown in the answer. */
    INLINE,
    /** Only the response headers and the {@code understudy} object. */
    HEADER,
    OFF;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
