package dev.understudy.settings;

import java.util.Locale;

/** What happens to a query when the quota is spent. */
public enum WhenQuotaSpent {
    /** It is refused, with the time at which the quota resets. */
    REJECT,
    /** It goes on with the models that are not metered. */
    FALLBACK;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
