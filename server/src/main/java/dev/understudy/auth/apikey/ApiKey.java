package dev.understudy.auth.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An API key, of which only the hash is kept. Immutable. */
public final class ApiKey {
    private final String name;
    private final byte[] sha256;

    private ApiKey(String name, byte[] sha256) {
        this.name = name;
        this.sha256 = sha256;
    }

    /**
     * A key as it is configured.
     *
     * @param name what the key is called in the ledger and the log
     * @param key the secret; not blank
     */
    public static ApiKey of(String name, String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the API key %s is empty".formatted(name));
        }
        return new ApiKey(name, sha256(key));
    }

    String name() {
        return name;
    }

    /** Takes the same time wherever the two differ. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(sha256, other);
    }

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
        return "ApiKey[" + name + "]";
    }
}
