package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups that a user's entry is in, by their DNs. Groups within groups count only where the
 * server lists them with the user.
 */
record Groups(List<DN> dns) {
    /** Of the entry: what servers with this overlay, and Active Directory, list with the user. */
    static final String MEMBER_OF = "memberOf";

    static Groups of(SearchResultEntry user, List<SearchResultEntry> found) throws LDAPException {
        var dns = new ArrayList<DN>();
        for (var group : found) {
            dns.add(group.getParsedDN());
        }
        var listed = user.getAttributeValues(MEMBER_OF);
        for (var dn : listed == null ? new String[0] : listed) {
            dns.add(new DN(dn));
        }
        return new Groups(dns);
    }

    /** Finds the groups that name the entry as their member, in each of the usual ways. */
    static Filter filter(SearchResultEntry user) {
        var ways =
                Stream.of("member", "uniqueMember")
                        .map(it -> Filter.createEqualityFilter(it, user.getDN()));
        var uid = user.getAttributeValue("uid");
        var posix =
                uid == null
                        ? Stream.<Filter>empty()
                        : Stream.of(Filter.createEqualityFilter("memberUid", uid));
        return Filter.createORFilter(Stream.concat(ways, posix).toList());
    }

    /**
     * Whether the user is in one of these groups.
     *
     * @param wanted names of groups, or whole DNs
     */
    boolean anyOf(List<String> wanted) {
        return wanted.stream().anyMatch(group -> dns.stream().anyMatch(dn -> is(dn, group)));
    }

    private static boolean is(DN dn, String wanted) {
        if (wanted.indexOf('=') >= 0) {
            try {
                return dn.equals(new DN(wanted));
            } catch (LDAPException _) {
                return false;
            }
        }
        var rdn = dn.getRDN();
        return rdn != null
                && Stream.of(rdn.getAttributeValues()).anyMatch(it -> it.equalsIgnoreCase(wanted));
    }
}
