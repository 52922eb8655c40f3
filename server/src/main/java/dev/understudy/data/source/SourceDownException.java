package dev.understudy.data.source;

/** A source cannot be asked; the message says why and holds no secret. */
public final class SourceDownException extends Exception {
    private static final long serialVersionUID = 1;

    public SourceDownException(String message) {
        super(message);
    }
}
