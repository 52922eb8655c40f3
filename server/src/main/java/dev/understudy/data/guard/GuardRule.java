package dev.understudy.data.guard;

/** What a refused statement breaks. */
public enum GuardRule {
    /** It cannot be parsed, so nobody knows what it does. */
    UNREADABLE,
    /** It is too long, or nested too deeply. */
    TOO_LARGE,
    /** More than one statement, or none. */
    ONE_STATEMENT,
    /** It does something other than reading. */
    ONLY_READS,
    /** It calls a function that is not on the list. */
    UNKNOWN_FUNCTION,
    /** It names a table that is not in the catalogue. */
    UNKNOWN_TABLE,
    /** It uses a construct of the language that is not on the list. */
    UNKNOWN_CONSTRUCT
}
