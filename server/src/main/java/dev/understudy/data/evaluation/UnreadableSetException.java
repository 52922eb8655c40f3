package dev.understudy.data.evaluation;

/** A file of questions cannot be used; the message says which, where and what to do. */
public final class UnreadableSetException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableSetException(String message) {
        super(message, null, false, false);
    }
}
