package dev.understudy.auth.apikey;

import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/** An API key, of which only the hash is kept. Immutable. */
public final class ApiKey {
    private final Caller caller;
    private final byte[] sha256;

    private ApiKey(Caller caller, byte[] sha256) {
        this.caller = caller;
        this.sha256 = sha256;
    }

    /**
     * A key as it is configured, of a user.
     *
     * @param name what the key is called in the ledger and the log
     * @param key the secret; not blank
     */
    public static ApiKey of(String name, String key) {
        return of(name, key, Role.USER);
    }

    /**
     * A key as it is configured.
     *
     * @param name what the key is called in the ledger and the log
     * @param key the secret; not blank
     */
    public static ApiKey of(String name, String key, Role role) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the API key %s is empty".formatted(name));
        }
        return new ApiKey(Caller.byKey(name, role, OptionalLong.empty()), sha256(key));
    }

    /** A key as it is stored. */
    static ApiKey of(KeyRecord stored) {
        return new ApiKey(
                Caller.byKey(stored.name(), stored.role(), stored.limit()), stored.sha256());
    }

    Caller caller() {
        return caller;
    }

    /** Takes the same time wherever the two differ. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(sha256, other);
    }

    /**
     * What is kept of a key. No slow hash: those are for passwords, which can be guessed. A key of
     * {@link NewKey} has 256 random bits, so that nobody gets anywhere by trying, and each request
     * would pay for the slowness.
     */
    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Its name; never the hash. */
    @Override
    public String toString() {
        return "ApiKey[" + caller.name() + "]";
    }
}
