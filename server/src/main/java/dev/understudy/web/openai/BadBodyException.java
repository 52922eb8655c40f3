package dev.understudy.web.openai;

import dev.understudy.web.http.ErrorObject;
import org.jspecify.annotations.Nullable;

/** A request body that we cannot read; its message is for the client. Carries no stack trace. */
public final class BadBodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String param;

    BadBodyException(String message, @Nullable String param) {
        super(message, null, false, false);
        this.param = param;
    }

    /** What the client is told. */
    public ErrorObject error() {
        return ErrorObject.invalidRequest(String.valueOf(getMessage()), param, "invalid_request");
    }
}
