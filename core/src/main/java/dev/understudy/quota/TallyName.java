package dev.understudy.quota;

/** Whose tally it is. */
public record TallyName(LimitScope scope, String name) {
    public static final TallyName GLOBAL = new TallyName(LimitScope.GLOBAL, "");

    LimitName limit(LimitUnit unit) {
        return new LimitName(scope, name, unit);
    }
}
