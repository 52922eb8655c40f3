package dev.understudy.auth.jwt;

import java.time.Instant;
import java.util.Locale;

/**
 * Tokens that the operator has taken back: those that a user was given before a moment.
 *
 * @param user as tokens name it, which is in lower case
 * @param before tokens given earlier are refused
 * @param until when the last of them has expired anyhow, and this may be forgotten
 */
public record Revocation(String user, Instant before, Instant until) {
    /** Longer names are nobody's, as at a log-in. */
    private static final int LONGEST_NAME = 256;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException where the name is nobody's
     */
    public Revocation {
        user = user.strip().toLowerCase(Locale.ROOT);
        if (user.isEmpty()
                || user.length() > LONGEST_NAME
                || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to %d characters, none of them a control character"
                            .formatted(LONGEST_NAME));
        }
    }
}
