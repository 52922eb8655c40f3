package dev.understudy.auth;

/** One kind of credential. Thread-safe; must not block. */
@FunctionalInterface
public interface CredentialCheck {
    /** What this text is worth as a credential of this kind. */
    AuthVerdict check(String presented);
}
