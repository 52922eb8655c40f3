package dev.understudy.cli.drill.matrix;

/** How the client wants its answer. */
enum How {
    STREAM,
    WHOLE
}
