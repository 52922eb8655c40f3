package dev.understudy.agent.tool;

/**
 * An argument that a tool cannot use; its message says what to write. Never leaves this package.
 */
final class BadArgument extends Exception {
    private static final long serialVersionUID = 1;

    BadArgument(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
