package dev.understudy.auth.apikey;

import dev.understudy.auth.Role;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A key at the only moment when it is known: it is shown to whoever made it, and its record stored.
 *
 * @param key the secret
 */
public record NewKey(String key, KeyRecord stored) {
    /** How each key begins, so that people and scanners of secrets recognise one. */
    public static final String PREFIX = "us-";

    private static final int RANDOM_BYTES = 32;

    /**
     * Makes a key of 256 random bits.
     *
     * @param random a secure one
     * @throws IllegalArgumentException where the name cannot be one
     */
    public static NewKey make(
            String name, Role role, OptionalLong limit, Instant now, RandomGenerator random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var hash = HexFormat.of().formatHex(ApiKey.sha256(key));
        var ending = key.substring(key.length() - KeyRecord.ENDING_LENGTH);
        return new NewKey(key, new KeyRecord(name, role, hash, ending, now, limit));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "NewKey[" + stored.name() + "]";
    }
}
