package dev.understudy.settings;

import java.util.Locale;

/** What takes a place in the quota. */
public enum QuotaUnit {
    /** One attempt on a metered model. */
    ATTEMPT;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
