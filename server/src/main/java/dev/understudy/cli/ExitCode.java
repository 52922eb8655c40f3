package dev.understudy.cli;

/** What the program ends with. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;

    /** Wrong use or configuration. */
    static final int WRONG_USE = 2;

    private ExitCode() {}
}
