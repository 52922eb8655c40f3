package dev.understudy.auth;

import org.jspecify.annotations.Nullable;

/** Decides what the credentials of a request are worth. Thread-safe; must not block. */
@FunctionalInterface
public interface Authenticator {
    /**
     * What the credentials of a request are worth.
     *
     * @param apiKey the header {@code X-API-Key}; null when it was not sent
     * @param authorization the header {@code Authorization}; null when it was not sent
     */
    AuthVerdict check(@Nullable String apiKey, @Nullable String authorization);
}
