package dev.understudy.quota;

/**
 * Which limit it is.
 *
 * @param name the user's, the API key's or the model's; empty for the global and the shared one
 */
public record LimitName(LimitScope scope, String name, LimitUnit unit) {
    /** The quota's own: places for all. */
    public static final LimitName GLOBAL_REQUESTS =
            new LimitName(LimitScope.GLOBAL, "", LimitUnit.REQUESTS);

    /** Places for those for whom none are kept. */
    public static final LimitName SHARED_REQUESTS =
            new LimitName(LimitScope.SHARED, "", LimitUnit.REQUESTS);

    public LimitName {
        boolean nameless = scope == LimitScope.GLOBAL || scope == LimitScope.SHARED;
        if (nameless != name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a limit of a user, key or model has a name and the global one has none, got "
                            + scope.wireName()
                            + " \""
                            + name
                            + "\"");
        }
    }

    /** As one word for programs and logs: {@code requests global}, {@code tokens user ada}. */
    @Override
    public String toString() {
        return "%s %s%s"
                .formatted(unit.wireName(), scope.wireName(), name.isEmpty() ? "" : " " + name);
    }
}
