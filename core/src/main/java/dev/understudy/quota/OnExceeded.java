package dev.understudy.quota;

import java.util.Locale;

/** What happens to a query when the quota is spent. */
public enum OnExceeded {
    /** The user is told, and asked to come back. */
    REJECT,
    /** Models that are not metered go on, with a notice. */
    FALLBACK;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
