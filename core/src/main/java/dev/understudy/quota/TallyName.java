package dev.understudy.quota;

import java.util.Comparator;

/** Whose tally it is. */
public record TallyName(LimitScope scope, String name) {
    public static final TallyName GLOBAL = new TallyName(LimitScope.GLOBAL, "");

    /** By scope, then by name, as their rows are ordered. */
    static final Comparator<TallyName> IN_ORDER =
            Comparator.<TallyName, String>comparing(it -> it.scope().wireName())
                    .thenComparing(TallyName::name);

    LimitName limit(LimitUnit unit) {
        return new LimitName(scope, name, unit);
    }
}
