package dev.understudy.settings;

/** A text that is not a value of its type. The message adds to the range, and may be empty. */
final class WrongValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    WrongValueException() {
        this("");
    }

    /** {@code reason} must not hold the value: it may be a secret. */
    WrongValueException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
