package dev.understudy.auth.ldap;

import dev.understudy.auth.TestCertificate;
import dev.understudy.installed.InstalledServer;
import dev.understudy.installed.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenLDAP's server of Debian's package, started once for a test JVM and stopped at its end. It
 * takes passwords over TLS only, shows entries only to those who have logged in, and locks an
 * account after three wrong passwords.
 */
final class RealSlapd {
    static final String BASE = "dc=example,dc=com";

    private static final Path SLAPD = Path.of("/usr/sbin/slapd");

    private static @Nullable RealSlapd running;

    private final InstalledServer process = new InstalledServer("openldap");
    private final TestCertificate certificate;

    private RealSlapd() {
        try {
            certificate = TestCertificate.local(process.folder());
            for (var file : List.of(certificate.certificate(), certificate.key())) {
                process.own(file);
            }
            var data = Files.createDirectory(process.folder().resolve("data"));
            process.own(data);
            var config = Files.writeString(process.folder().resolve("slapd.conf"), config(data));
            var entries = Files.writeString(process.folder().resolve("entries.ldif"), ENTRIES);
            process.command(
                    List.of(
                            "/usr/sbin/slapadd",
                            "-q",
                            "-f",
                            config.toString(),
                            "-l",
                            entries.toString()));
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server; the test is skipped, or fails where servers are required, without one. */
    static synchronized RealSlapd get() {
        var _ =
                Required.orLeaveOut(
                        Optional.of(SLAPD).filter(Files::isExecutable),
                        "there is no "
                                + SLAPD
                                + "; install Debian's package slapd to run these tests");
        if (running == null) {
            running = new RealSlapd();
        }
        return running;
    }

    void start() {
        process.start(
                List.of(
                        SLAPD.toString(),
                        "-f",
                        process.folder().resolve("slapd.conf").toString(),
                        "-h",
                        "ldap://127.0.0.1:" + process.port(),
                        "-d",
                        "stats"),
                "slapd starting");
    }

    void stop() {
        process.stop("TERM");
    }

    int port() {
        return process.port();
    }

    Path caFile() {
        return certificate.certificate();
    }

    private String config(Path data) {
        return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        moduleload ppolicy
        pidfile %1$s/slapd.pid
        TLSCertificateFile %2$s
        TLSCertificateKeyFile %3$s
        security simple_bind=128
        database mdb
        suffix "dc=example,dc=com"
        rootdn "cn=root,dc=example,dc=com"
        directory %4$s
        maxsize 16777216
        overlay ppolicy
        ppolicy_default "cn=lockout,dc=example,dc=com"
        access to attrs=userPassword by anonymous auth by * none
        access to * by users read by * none
        """
                .formatted(process.folder(), certificate.certificate(), certificate.key(), data);
    }

    private static final String ENTRIES =
            """
            dn: dc=example,dc=com
            objectClass: domain
            dc: example

            dn: cn=lockout,dc=example,dc=com
            objectClass: device
            objectClass: pwdPolicy
            cn: lockout
            pwdAttribute: userPassword
            pwdLockout: TRUE
            pwdMaxFailure: 3

            dn: ou=people,dc=example,dc=com
            objectClass: organizationalUnit
            ou: people

            dn: cn=service,dc=example,dc=com
            objectClass: person
            cn: service
            sn: service
            userPassword: serves

            dn: uid=ada,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: ada
            cn: Ada
            sn: Lovelace
            userPassword: lovelace

            dn: uid=lee,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: lee
            cn: Lee
            sn: Locked
            userPassword: locked

            dn: cn=admins,dc=example,dc=com
            objectClass: groupOfNames
            cn: admins
            member: uid=ada,ou=people,dc=example,dc=com
            """;
}
