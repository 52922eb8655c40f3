package dev.understudy.cli.drill.matrix;

/** Where in an answer it fails. */
enum When {
    /** Before the first text. */
    BEFORE(0),
    /** When four words were said. */
    AFTER(4);

    private final int pieces;

    When(int pieces) {
        this.pieces = pieces;
    }

    /** Pieces of the answer that are sent before. */
    int pieces() {
        return pieces;
    }
}
