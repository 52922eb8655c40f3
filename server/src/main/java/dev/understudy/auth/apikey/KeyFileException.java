package dev.understudy.auth.apikey;

import static java.util.Objects.requireNonNull;

/**
 * The file of keys cannot be read or changed. The message is for the operator: what is wrong, with
 * which file, and what to do.
 */
public final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFileException(String message) {
        super(message);
    }

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
