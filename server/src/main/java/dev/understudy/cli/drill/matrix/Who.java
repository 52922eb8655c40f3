package dev.understudy.cli.drill.matrix;

/** Whose calls fail in a case; all others go well. */
enum Who {
    /** The first call of the cloud model. */
    ONCE,
    /** Every call of the cloud model. */
    CLOUD,
    /** Every call of both models. */
    BOTH
}
