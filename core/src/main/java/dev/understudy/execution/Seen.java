package dev.understudy.execution;

/** What the user has seen of a call that failed, and so whether another model can go on from it. */
public enum Seen {
    /** Nothing: the answer can begin anew. */
    NOTHING,
    /** Text that another model can go on from. */
    TEXT,
    /** What can neither be begun anew nor be gone on from: calls of tools, part of a JSON value. */
    FINAL
}
