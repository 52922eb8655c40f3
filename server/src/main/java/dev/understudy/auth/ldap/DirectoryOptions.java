package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the directory is and how users are found in it.
 *
 * @param caFile certificates (PEM) to believe; empty for those that Java believes
 * @param timeout for the connection, and for each reply
 * @param baseDn where users and groups are looked for, and below
 * @param bindName how the name to bind with is made of the typed one; empty where the service
 *     account looks it up
 * @param userFilter finds a user's entry
 * @param userGroups who may come in, by a group's name or DN; empty for everybody
 * @param adminGroups who gets the role admin
 * @param nestedGroups whether groups within groups count, as Active Directory can tell
 */
public record DirectoryOptions(
        String host,
        int port,
        DirectorySecurity security,
        Optional<Path> caFile,
        Duration timeout,
        String baseDn,
        Optional<BindName> bindName,
        UserFilter userFilter,
        Optional<ServiceAccount> serviceAccount,
        List<String> userGroups,
        List<String> adminGroups,
        boolean nestedGroups) {

    /** Who searches the directory. */
    public record ServiceAccount(String name, String password) {
        /** Never the password. */
        @Override
        public String toString() {
            return "ServiceAccount[" + name + "]";
        }
    }

    /**
     * Checks a DN and gives it back.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static String requireDn(String dn) {
        if (!DN.isValidDN(dn)) {
            throw new IllegalArgumentException("is no DN, got " + dn);
        }
        return dn;
    }

    public DirectoryOptions {
        userGroups = List.copyOf(userGroups);
        adminGroups = List.copyOf(adminGroups);
        if (bindName.isEmpty() && serviceAccount.isEmpty()) {
            throw new IllegalArgumentException("nobody could look up the users");
        }
    }

    /** Host and port, as people write them. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
