package dev.understudy.cli;

/** A command that could not do its work, with what the user should know and do. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
