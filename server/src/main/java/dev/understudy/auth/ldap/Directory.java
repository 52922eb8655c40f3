package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.understudy.auth.Role;
import dev.understudy.text.Unseen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Asks a directory whether a password is a user's, by logging in with it, and for the user's
 * groups. Thread-safe; each question blocks for three times the configured timeout at most.
 */
public final class Directory {
    /** Longer names are nobody's: those of Active Directory have 20 characters, addresses 254. */
    private static final int LONGEST_NAME = 256;

    /** No directory's passwords are longer; what is, would only be carried to it. */
    private static final int LONGEST_PASSWORD = 1_024;

    /** Groups that name one user; who is in more is a mistake. */
    private static final int MOST_GROUPS = 1_000;

    /** What a directory knows a user by, the most stable first. */
    private static final List<String> NAMES = List.of("uid", "sAMAccountName", "userPrincipalName");

    private static final String[] ATTRIBUTES =
            Stream.concat(NAMES.stream(), Stream.of(Groups.MEMBER_OF)).toArray(String[]::new);

    private final DirectoryOptions options;
    private final SSLContext tls;

    /**
     * Reads the file of CAs; does not connect.
     *
     * @throws IllegalArgumentException where that file holds no certificates
     */
    public Directory(DirectoryOptions options) {
        this.options = options;
        this.tls = DirectoryTrust.of(options.caFile());
    }

    /**
     * Whether the password is the user's. Blocks.
     *
     * @param typed the user's name as it was typed
     */
    public DirectoryVerdict check(String typed, String password) {
        var user = typed.strip();
        // A bind without a password is anonymous, and goes well: RFC 4513, section 5.1.2.
        if (!possible(user) || password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return new DirectoryVerdict.Refused("the name or the password can be nobody's");
        }
        try (var session = new DirectorySession(options, tls)) {
            var pattern = options.bindName();
            var account = options.serviceAccount();
            if (pattern.isPresent() && (pattern.get().makesDn() || account.isEmpty())) {
                return byPattern(session, pattern.get(), user, password);
            }
            return bySearch(session, account.orElseThrow(), user, password);
        } catch (LDAPException e) {
            return DirectoryFailures.ofService(e);
        }
    }

    private static boolean possible(String user) {
        return !user.isEmpty() && user.length() <= LONGEST_NAME && !Unseen.in(user);
    }

    private DirectoryVerdict byPattern(
            DirectorySession session, BindName pattern, String user, String password)
            throws LDAPException {
        if (!pattern.takes(user)) {
            return new DirectoryVerdict.Refused("the name holds what separates user and domain");
        }
        var asUser = session.connect();
        var name = pattern.of(user);
        var refused = bind(asUser, name, password);
        if (refused.isPresent()) {
            return refused.get();
        }
        var account = options.serviceAccount();
        var reader = account.isPresent() ? asService(session, account.get()) : asUser;
        var entries =
                pattern.makesDn()
                        ? session.read(reader, name, ATTRIBUTES)
                        : session.search(reader, options.userFilter().of(user), 2, ATTRIBUTES);
        if (entries.size() != 1) {
            return new DirectoryVerdict.Unreachable(
                    "the entry of a user who has logged in was found %d times: check LDAP_BASE_DN and LDAP_USER_FILTER, and that users or the service account may read it"
                            .formatted(entries.size()));
        }
        return known(session, reader, entries.getFirst());
    }

    private DirectoryVerdict bySearch(
            DirectorySession session,
            DirectoryOptions.ServiceAccount account,
            String user,
            String password)
            throws LDAPException {
        var reader = asService(session, account);
        var entries = session.search(reader, options.userFilter().of(user), 2, ATTRIBUTES);
        // Asked about nobody too: the time must not tell which users there are.
        var dn = entries.size() == 1 ? entries.getFirst().getDN() : "cn=-," + options.baseDn();
        var refused = bind(session.connect(), dn, password);
        if (entries.size() != 1) {
            return new DirectoryVerdict.Refused(
                    entries.isEmpty() ? "there is no such user" : "several users have this name");
        }
        return refused.isPresent() ? refused.get() : known(session, reader, entries.getFirst());
    }

    /** Empty where the bind went well. */
    private static Optional<DirectoryVerdict> bind(
            LDAPConnection connection, String name, String password) {
        try {
            connection.bind(new SimpleBindRequest(name, password));
            return Optional.empty();
        } catch (LDAPException e) {
            return Optional.of(DirectoryFailures.ofUser(e));
        }
    }

    private static LDAPConnection asService(
            DirectorySession session, DirectoryOptions.ServiceAccount account)
            throws LDAPException {
        var connection = session.connect();
        connection.bind(new SimpleBindRequest(account.name(), account.password()));
        return connection;
    }

    private DirectoryVerdict known(
            DirectorySession session, LDAPConnection reader, SearchResultEntry entry)
            throws LDAPException {
        var user = name(entry);
        if (options.userGroups().isEmpty() && options.adminGroups().isEmpty()) {
            return new DirectoryVerdict.Known(user, Role.USER);
        }
        var found = session.search(reader, Groups.filter(entry), MOST_GROUPS, "1.1");
        var groups = Groups.of(entry, found);
        if (groups.anyOf(options.adminGroups())) {
            return new DirectoryVerdict.Known(user, Role.ADMIN);
        }
        return options.userGroups().isEmpty() || groups.anyOf(options.userGroups())
                ? new DirectoryVerdict.Known(user, Role.USER)
                : new DirectoryVerdict.NotAllowed(user);
    }

    /**
     * One name for each user, whatever was typed: directories take "Ada", " ada" and "ADA" for the
     * same, and so must what is counted for her.
     */
    private static String name(SearchResultEntry entry) throws LDAPException {
        var known =
                NAMES.stream()
                        .map(entry::getAttributeValues)
                        .filter(Objects::nonNull)
                        .flatMap(values -> Arrays.stream(values).sorted().limit(1))
                        .findFirst();
        var rdn = Objects.requireNonNull(entry.getRDN(), "an entry has a name");
        return Unseen.removed(known.orElse(rdn.getAttributeValues()[0]).toLowerCase(Locale.ROOT));
    }
}
