package dev.understudy.auth;

import java.util.OptionalLong;

/**
 * Who sent a request, as far as its credentials say.
 *
 * @param name the API key's name, or that of the user who logged in; never the credential itself
 * @param proof what proved it
 * @param role what it may do
 * @param limit places in the quota that an API key may take in a window; empty for no limit of its
 *     own
 */
public record Caller(String name, Proof proof, Role role, OptionalLong limit) {
    /** What proved who a caller is. */
    public enum Proof {
        /** Nothing: no credential is configured, and this is whoever can reach this machine. */
        NONE,
        API_KEY,
        TOKEN
    }

    /**
     * Everybody, where no credential is configured. Such a server listens on its own machine only,
     * and whoever tries it out there may do everything.
     */
    public static final Caller ANYBODY =
            new Caller(ReservedNames.ANYBODY, Proof.NONE, Role.ADMIN, OptionalLong.empty());

    public static Caller byKey(String name, Role role, OptionalLong limit) {
        return new Caller(name, Proof.API_KEY, role, limit);
    }

    public static Caller byToken(String user, Role role) {
        return new Caller(user, Proof.TOKEN, role, OptionalLong.empty());
    }

    /** The name of the API key that proved who it is; empty where something else did. */
    public String keyName() {
        return proof == Proof.API_KEY ? name : "";
    }

    /** Whether a credential proved who it is. */
    public boolean verified() {
        return proof != Proof.NONE;
    }

    /** Whether it is believed about whom it asks for. */
    public boolean speaksForOthers() {
        return role != Role.USER;
    }

    /** Whether it may see what others did and operate the service. */
    public boolean admin() {
        return role == Role.ADMIN;
    }

    /** Whether it may see the query that was asked for {@code user}. */
    public boolean maySeeQueryOf(String user) {
        return speaksForOthers() || name.equals(user);
    }
}
