package dev.understudy.auth;

/**
 * Who sent a request, as far as its credentials say.
 *
 * @param name the API key's name; never the key itself
 * @param verified whether a credential proved it
 */
public record Caller(String name, boolean verified) {
    /** Everybody, where no credential is configured. */
    public static final Caller ANYBODY = new Caller("anybody", false);
}
