package dev.understudy.execution;

/** Why a query was not answered although nothing was wrong with any model. */
public enum Refusal {
    /** The request is wrong for every model. */
    INVALID_REQUEST,
    /** The question alone is longer than the model's context. */
    CONTEXT_TOO_LONG,
    /** More queries are running than we take at once. */
    TOO_BUSY
}
