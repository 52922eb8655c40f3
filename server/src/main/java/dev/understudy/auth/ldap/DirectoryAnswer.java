package dev.understudy.auth.ldap;

import java.util.List;

/**
 * What the directory says of a user, for the operator who wants to see it.
 *
 * @param dn the user's entry; empty where none was read
 * @param groups the DNs of the groups that the user is in; none where no entry was read
 */
public record DirectoryAnswer(DirectoryVerdict verdict, String dn, List<String> groups) {
    public DirectoryAnswer {
        groups = List.copyOf(groups);
    }

    static DirectoryAnswer without(DirectoryVerdict verdict) {
        return new DirectoryAnswer(verdict, "", List.of());
    }
}
