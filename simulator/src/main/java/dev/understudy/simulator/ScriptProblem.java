package dev.understudy.simulator;

/**
 * A script that cannot be read; the message names the file, the place in it and what is expected.
 */
public final class ScriptProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptProblem(String message) {
        super(message);
    }
}
