package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

/**
 * The search filter that finds a user's entry by the typed name.
 *
 * @param pattern holds the user's name, once or more often
 */
public record UserFilter(String pattern) {
    /** By the names of OpenLDAP and of Active Directory. */
    public static final UserFilter BY_NAME =
            new UserFilter("(|(uid={username})(sAMAccountName={username}))");

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public UserFilter {
        Placeholder.require(pattern);
        filled(pattern, "x");
    }

    /** What is special in a filter is escaped: a name finds one user, never several. */
    Filter of(String user) {
        return filled(pattern, user);
    }

    private static Filter filled(String pattern, String user) {
        try {
            return Filter.create(Placeholder.fill(pattern, Filter.encodeValue(user)));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("is no search filter", e);
        }
    }
}
