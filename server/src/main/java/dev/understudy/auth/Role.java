package dev.understudy.auth;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; each may do what the one before may, and more. */
public enum Role {
    /** Asks in its own name, and sees its own queries. */
    USER("user"),
    /** A chat front end: asks in the names of its users, and sees single queries of theirs. */
    TRUSTED_FRONT_END("trusted-front-end"),
    /** Sees what all users did, and operates models and quota. */
    ADMIN("admin");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** The name in files, tokens, JSON and commands. */
    public String wireName() {
        return wireName;
    }

    /** The role of that name. */
    public static Optional<Role> of(String wireName) {
        return Arrays.stream(values()).filter(role -> role.wireName.equals(wireName)).findFirst();
    }

    /** The name in files, tokens, JSON and commands. */
    @Override
    public String toString() {
        return wireName;
    }
}
