package dev.understudy.data.source;

import java.time.Duration;

/**
 * Why a statement did not run, as far as it matters to whoever repairs it. Messages are the
 * database's own: first line, bounded, without control characters, without what a login could be
 * learnt from.
 */
public sealed interface StatementFailure {
    /** {@code name} as the statement has it; empty where the database did not say. */
    record UnknownColumn(String name, String message) implements StatementFailure {}

    record UnknownTable(String name, String message) implements StatementFailure {}

    /** A function that does not exist, or not with these arguments. */
    record UnknownFunction(String name, String message) implements StatementFailure {}

    /** Values that do not go together: text compared with a number, a date that is none. */
    record WrongType(String message) implements StatementFailure {}

    /** Not the database's dialect. */
    record Syntax(String message) implements StatementFailure {}

    /** It was stopped in the database when its time was over. */
    record TooSlow(Duration limit) implements StatementFailure {}

    /** The database refuses it to this login. */
    record Denied(String message) implements StatementFailure {}

    /** The source cannot be reached; repairing the statement heals nothing. */
    record SourceDown(String message) implements StatementFailure {}

    /** Nobody waits for it any more; it was stopped in the database. */
    record Cancelled() implements StatementFailure {}

    /** Anything else: a division by zero, a lock, a resource that is used up. */
    record Other(String message) implements StatementFailure {}
}
