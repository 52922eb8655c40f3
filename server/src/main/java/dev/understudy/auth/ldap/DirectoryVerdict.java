package dev.understudy.auth.ldap;

import dev.understudy.auth.Role;

/** What the directory says of a user name and a password. */
public sealed interface DirectoryVerdict {
    /**
     * They belong together.
     *
     * @param user the name that the directory has for the user, whatever was typed
     */
    record Known(String user, Role role) implements DirectoryVerdict {}

    /**
     * They do not, or the account may not log in. The user is told neither which nor why.
     *
     * @param reason for the operator; no text of the directory
     */
    record Refused(String reason) implements DirectoryVerdict {}

    /** They belong together, and the user is in none of the groups that may come in. */
    record NotAllowed(String user) implements DirectoryVerdict {}

    /**
     * The directory cannot tell.
     *
     * @param reason for the operator: what is wrong and what to do; no text of the directory
     */
    record Unreachable(String reason) implements DirectoryVerdict {}
}
