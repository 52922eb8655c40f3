package dev.understudy.mcp;

/**
 * A tool cannot do what was asked of it. The message is for the client's model and for people: what
 * is wrong and what to do; never a secret.
 */
public final class ToolProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public ToolProblem(String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String said() {
        return String.valueOf(getMessage());
    }
}
