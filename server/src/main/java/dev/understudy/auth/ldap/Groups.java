package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups that a user's entry is in, by their DNs. Groups within groups count where the server
 * lists them with the user, or where it is asked for them.
 */
record Groups(List<DN> dns) {
    /** Active Directory's rule that follows a chain of groups: LDAP_MATCHING_RULE_IN_CHAIN. */
    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

    /** Of the entry: what servers with this overlay, and Active Directory, list with the user. */
    static final String MEMBER_OF = "memberOf";

    static Groups of(SearchResultEntry user, List<SearchResultEntry> found)
            throws UnreachableException {
        var dns = new ArrayList<DN>();
        try {
            for (var group : found) {
                dns.add(group.getParsedDN());
            }
            var listed = user.getAttributeValues(MEMBER_OF);
            for (var dn : listed == null ? new String[0] : listed) {
                dns.add(new DN(dn));
            }
        } catch (LDAPException e) {
            throw new UnreachableException("the DN of a group of the user cannot be read", e);
        }
        return new Groups(dns.stream().distinct().toList());
    }

    /** The groups, as the directory writes them. */
    List<String> names() {
        return dns.stream().map(DN::toString).toList();
    }

    /**
     * Finds the groups that name the entry as their member, in each of the usual ways.
     *
     * @param nested whether groups count that name one of those
     */
    static Filter filter(SearchResultEntry user, boolean nested) {
        var dn = user.getDN();
        var ways =
                Stream.concat(
                        Stream.of("member", "uniqueMember")
                                .map(it -> Filter.createEqualityFilter(it, dn)),
                        nested
                                ? Stream.of(
                                        Filter.createExtensibleMatchFilter(
                                                "member", IN_CHAIN, false, dn))
                                : Stream.empty());
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
