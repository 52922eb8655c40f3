package dev.understudy.usage;

/** Whose part of a day it is. */
public sealed interface UsageName {
    /** A model's, user's, team's or outcome's own. */
    record Named(String name) implements UsageName {}

    /**
     * Nobody's: queries that no model answered, by model; attempts of queries that have not ended,
     * by outcome.
     */
    record Nameless() implements UsageName {}

    /** Of all whose names are not shown, since there are too many. */
    record Others() implements UsageName {}
}
