package dev.understudy.auth.apikey;

import dev.understudy.auth.ReservedNames;
import dev.understudy.auth.Role;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What is stored of a key.
 *
 * @param name who presents it; what the key is called in the ledger and the log
 * @param hash SHA-256 of the key, in hexadecimal
 * @param ending the key's last four characters, so that its owner finds it again
 * @param limit places in the quota that it may take in a window; empty for no limit of its own
 */
public record KeyRecord(
        String name, Role role, String hash, String ending, Instant created, OptionalLong limit) {
    /** How much of a key is shown after it was made. */
    static final int ENDING_LENGTH = 4;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public KeyRecord {
        requireName(name);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("the hash of key %s is none".formatted(name));
        }
        if (ending.length() > ENDING_LENGTH) {
            throw new IllegalArgumentException("the ending of key %s is too long".formatted(name));
        }
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("the limit of key %s is below 1".formatted(name));
        }
    }

    /**
     * Checks the name of a key.
     *
     * @throws IllegalArgumentException saying what a name must be
     */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key's name must have 1 to 64 letters, digits and ._@- and begin with a letter or digit");
        }
        if (ReservedNames.has(name)) {
            throw new IllegalArgumentException(
                    "the name %s means somebody else in the ledger: choose another one"
                            .formatted(name));
        }
    }

    byte[] sha256() {
        return HexFormat.of().parseHex(hash);
    }

    /** The key as a list shows it: how all keys begin, and how this one ends. */
    public String shown() {
        return NewKey.PREFIX + "…" + ending;
    }
}
