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
        boolean needsGroups = !options.userGroups().isEmpty() || !options.adminGroups().isEmpty();
        return ask(typed, password, needsGroups).verdict();
    }

    /** The same, with the user's entry and groups. Blocks. */
    public DirectoryAnswer explain(String typed, String password) {
        return ask(typed, password, true);
    }

    private DirectoryAnswer ask(String typed, String password, boolean withGroups) {
        var user = typed.strip();
        // A bind without a password is anonymous, and goes well: RFC 4513, section 5.1.2.
        if (!possible(user) || password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return DirectoryAnswer.without(
                    new DirectoryVerdict.Refused("the name or the password can be nobody's"));
        }
        try (var session = new DirectorySession(options, tls)) {
            var pattern = options.bindName();
            var account = options.serviceAccount();
            var found =
                    pattern.isPresent() && (pattern.get().makesDn() || account.isEmpty())
                            ? byPattern(session, pattern.get(), user, password)
                            : bySearch(session, account.orElseThrow(), user, password);
            return switch (found) {
                case Found.Nobody(var verdict) -> DirectoryAnswer.without(verdict);
                case Found.User(var reader, var entry) -> known(session, reader, entry, withGroups);
            };
        } catch (UnreachableException e) {
            return DirectoryAnswer.without(new DirectoryVerdict.Unreachable(e.getMessage()));
        }
    }

    /** What the password opened. */
    private sealed interface Found {
        /** Nothing. */
        record Nobody(DirectoryVerdict verdict) implements Found {}

        /** The user's entry, and who may read what belongs to it. */
        record User(LDAPConnection reader, SearchResultEntry entry) implements Found {}
    }

    /** Where the directory is: host, port and how connections are protected. */
    public String place() {
        return options.address()
                + switch (options.security()) {
                    case NONE -> " without TLS";
                    case START_TLS -> " by StartTLS";
                    case LDAPS -> " by LDAPS";
                };
    }

    /**
     * Looks whether the directory can be asked, as far as that goes without a user's password: the
     * connection, its certificate, and with a service account its password and the base DN. Blocks.
     *
     * @return what is wrong and what to do; empty where nothing is
     */
    public Optional<String> look() {
        try (var session = new DirectorySession(options, tls)) {
            var account = options.serviceAccount();
            if (account.isEmpty()) {
                session.connect();
                return Optional.empty();
            }
            var reader = session.connectAs(account.get());
            return session.read(reader, options.baseDn(), "1.1").isEmpty()
                    ? Optional.of(
                            "%s knows no entry %s, or does not show it to the service account %s: check LDAP_BASE_DN"
                                    .formatted(
                                            options.address(),
                                            options.baseDn(),
                                            account.get().name()))
                    : Optional.empty();
        } catch (UnreachableException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean possible(String user) {
        return !user.isEmpty() && user.length() <= LONGEST_NAME && !Unseen.in(user);
    }

    private Found byPattern(
            DirectorySession session, BindName pattern, String typed, String password)
            throws UnreachableException {
        var user = pattern.local(typed);
        if (!pattern.takes(user)) {
            return new Found.Nobody(
                    new DirectoryVerdict.Refused(
                            "the name holds what separates user and domain, and it is not the domain of LDAP_DOMAIN"));
        }
        var asUser = session.connect();
        var name = pattern.of(user);
        var refused = bind(asUser, name, password);
        if (refused.isPresent()) {
            return new Found.Nobody(refused.get());
        }
        var account = options.serviceAccount();
        var reader = account.isPresent() ? session.connectAs(account.get()) : asUser;
        var entries =
                pattern.makesDn()
                        ? session.read(reader, name, ATTRIBUTES)
                        : session.search(reader, options.userFilter().of(user), 2, ATTRIBUTES);
        if (entries.size() != 1) {
            throw new UnreachableException(
                    "the entry of a user who has logged in was found %d times at %s: check LDAP_BASE_DN and LDAP_USER_FILTER, and that users or the service account may read it"
                            .formatted(entries.size(), options.address()));
        }
        return new Found.User(reader, entries.getFirst());
    }

    private Found bySearch(
            DirectorySession session,
            DirectoryOptions.ServiceAccount account,
            String user,
            String password)
            throws UnreachableException {
        var reader = session.connectAs(account);
        var entries = session.search(reader, options.userFilter().of(user), 2, ATTRIBUTES);
        // Asked about nobody too: the time must not tell which users there are.
        var dn = entries.size() == 1 ? entries.getFirst().getDN() : "cn=-," + options.baseDn();
        var refused = bind(session.connect(), dn, password);
        if (entries.size() != 1) {
            return new Found.Nobody(
                    new DirectoryVerdict.Refused(
                            entries.isEmpty()
                                    ? "there is no such user"
                                    : "several users have this name"));
        }
        return refused.isPresent()
                ? new Found.Nobody(refused.get())
                : new Found.User(reader, entries.getFirst());
    }

    /** Empty where the bind went well. */
    private Optional<DirectoryVerdict> bind(
            LDAPConnection connection, String name, String password) {
        try {
            connection.bind(new SimpleBindRequest(name, password));
            return Optional.empty();
        } catch (LDAPException e) {
            return Optional.of(DirectoryFailures.ofUser(options, e));
        }
    }

    private DirectoryAnswer known(
            DirectorySession session,
            LDAPConnection reader,
            SearchResultEntry entry,
            boolean withGroups)
            throws UnreachableException {
        var user = name(entry);
        var dn = entry.getDN();
        if (!withGroups) {
            return new DirectoryAnswer(new DirectoryVerdict.Known(user, Role.USER), dn, List.of());
        }
        var filter = Groups.filter(entry, options.nestedGroups());
        var groups = Groups.of(entry, session.search(reader, filter, MOST_GROUPS, "1.1"));
        return new DirectoryAnswer(verdict(user, groups), dn, groups.names());
    }

    private DirectoryVerdict verdict(String user, Groups groups) {
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
    private static String name(SearchResultEntry entry) throws UnreachableException {
        var known =
                NAMES.stream()
                        .map(entry::getAttributeValues)
                        .filter(Objects::nonNull)
                        .flatMap(values -> Arrays.stream(values).sorted().limit(1))
                        .findFirst();
        return Unseen.removed(known.orElse(rdnOf(entry)).toLowerCase(Locale.ROOT));
    }

    private static String rdnOf(SearchResultEntry entry) throws UnreachableException {
        try {
            var rdn = Objects.requireNonNull(entry.getRDN(), "an entry has a name");
            return rdn.getAttributeValues()[0];
        } catch (LDAPException e) {
            throw new UnreachableException("the DN of the user's entry cannot be read", e);
        }
    }
}
