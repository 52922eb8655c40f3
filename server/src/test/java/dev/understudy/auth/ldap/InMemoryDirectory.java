package dev.understudy.auth.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import dev.understudy.auth.TestCertificate;
import dev.understudy.auth.ldap.DirectoryOptions.ServiceAccount;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a small company on a real socket: Ada (an admin), Eve, Lee, who is locked, and a
 * star. Nobody but those who have logged in may search. It speaks StartTLS, and LDAPS where asked.
 */
public final class InMemoryDirectory implements AutoCloseable {
    public static final String BASE = "dc=example,dc=com";
    public static final ServiceAccount SERVICE =
            new ServiceAccount("cn=service,dc=example,dc=com", "serves");

    /** The names that anybody tried to bind with, in order. */
    public final List<String> binds = new CopyOnWriteArrayList<>();

    private final TestCertificate certificate;
    private final InMemoryDirectoryServer server;

    public InMemoryDirectory(TestCertificate certificate) {
        this.certificate = certificate;
        try {
            var config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null); // as attributes of Active Directory are there too
            config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
            config.addInMemoryOperationInterceptor(new Watch());
            var loopback = InetAddress.getLoopbackAddress();
            var tls = certificate.context();
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig(
                            "ldap", loopback, 0, tls.getSocketFactory()),
                    InMemoryListenerConfig.createLDAPSConfig(
                            "ldaps", loopback, 0, tls.getServerSocketFactory(), null));
            server = new InMemoryDirectoryServer(config);
            fill();
            server.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws LDAPException {
        add("dc=example,dc=com", "objectClass: domain");
        add("ou=people,dc=example,dc=com", "objectClass: organizationalUnit");
        add("ou=groups,dc=example,dc=com", "objectClass: organizationalUnit");
        add("ou=partners,dc=example,dc=com", "objectClass: organizationalUnit");
        add(SERVICE.name(), "objectClass: person", "userPassword: " + SERVICE.password());
        person("uid=ada,ou=people,dc=example,dc=com", "uid: Ada", "userPassword: lovelace");
        person("uid=eve,ou=people,dc=example,dc=com", "uid: eve", "userPassword: apple");
        person("uid=lee,ou=people,dc=example,dc=com", "uid: lee", "userPassword: locked");
        person("uid=*,ou=people,dc=example,dc=com", "uid: *", "userPassword: star");
        person(
                "uid=a\\,b\\+c,ou=people,dc=example,dc=com",
                "uid: a,b+c",
                "userPassword: punctuation");
        person(
                "cn=Grace,ou=people,dc=example,dc=com",
                "sAMAccountName: GraceH",
                "memberOf: CN=Staff,OU=Groups,DC=example,DC=com",
                "userPassword: hopper");
        person("uid=twin,ou=people,dc=example,dc=com", "uid: twin", "userPassword: one");
        person("uid=twin,ou=partners,dc=example,dc=com", "uid: twin", "userPassword: one");
        add(
                "cn=admins,ou=groups,dc=example,dc=com",
                "objectClass: groupOfNames",
                "member: uid=ada,ou=people,dc=example,dc=com");
        add("cn=posix,ou=groups,dc=example,dc=com", "objectClass: posixGroup", "memberUid: eve");
    }

    private void person(String dn, String... attributes) throws LDAPException {
        var lines = new String[attributes.length + 1];
        lines[0] = "objectClass: person";
        System.arraycopy(attributes, 0, lines, 1, attributes.length);
        add(dn, lines);
    }

    private void add(String dn, String... attributes) throws LDAPException {
        var lines = new String[attributes.length + 1];
        lines[0] = "dn: " + dn;
        System.arraycopy(attributes, 0, lines, 1, attributes.length);
        try {
            server.add(lines);
        } catch (com.unboundid.ldif.LDIFException e) {
            throw new IllegalStateException(dn, e);
        }
    }

    /** Whether each search gives very many entries more, whatever limit it has. */
    public volatile boolean flooding;

    /** Notes who binds, and refuses Lee as Active Directory refuses a locked account. */
    private final class Watch extends InMemoryOperationInterceptor {
        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request)
                throws LDAPException {
            for (int i = 0; flooding && i < 100_000; i++) {
                request.sendSearchEntry(new Entry("cn=flood" + i + "," + BASE));
            }
        }

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
                throws LDAPException {
            var name = request.getRequest().getBindDN();
            binds.add(name);
            if (name.startsWith("uid=moved,")) {
                throw new LDAPException(ResultCode.CONSTRAINT_VIOLATION, "too many failures");
            }
            if (name.startsWith("uid=lee,")) {
                throw new LDAPException(
                        ResultCode.INVALID_CREDENTIALS,
                        "80090308: LdapErr: DSID-0C09, comment: AcceptSecurityContext error, data 775, v4563");
            }
        }
    }

    public int port() {
        return server.getListenPort("ldap");
    }

    int ldapsPort() {
        return server.getListenPort("ldaps");
    }

    /** StartTLS, the certificate believed, users found by the service account. */
    DirectoryOptions bySearch() {
        return options(DirectorySecurity.START_TLS, null, SERVICE, List.of(), List.of());
    }

    /** StartTLS, the certificate believed, users known by a DN pattern. */
    DirectoryOptions byPattern() {
        return options(
                DirectorySecurity.START_TLS,
                new BindName("uid={username},ou=people,dc=example,dc=com"),
                null,
                List.of(),
                List.of());
    }

    DirectoryOptions options(
            DirectorySecurity security,
            @Nullable BindName bindName,
            @Nullable ServiceAccount account,
            List<String> userGroups,
            List<String> adminGroups) {
        return new DirectoryOptions(
                "localhost",
                security == DirectorySecurity.LDAPS ? ldapsPort() : port(),
                security,
                Optional.of(certificate.certificate()),
                Duration.ofSeconds(20),
                BASE,
                Optional.ofNullable(bindName),
                UserFilter.BY_NAME,
                Optional.ofNullable(account),
                userGroups,
                adminGroups,
                false);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
