package dev.understudy.auth.jwt;

import java.time.Instant;

/** Which tokens the operator has taken back. Thread-safe; must not block. */
@FunctionalInterface
public interface Revocations {
    /**
     * Whether a token of this user is refused.
     *
     * @param issued when it was given, in whole seconds
     */
    boolean revoked(String user, Instant issued);
}
