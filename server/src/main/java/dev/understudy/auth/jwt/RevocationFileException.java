package dev.understudy.auth.jwt;

import static java.util.Objects.requireNonNull;

/**
 * The file of revocations cannot be read or changed. The message is for the operator: what is
 * wrong, with which file, and what to do.
 */
public final class RevocationFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RevocationFileException(String message) {
        super(message);
    }

    RevocationFileException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
