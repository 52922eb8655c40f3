package dev.understudy.auth.ldap;

import dev.understudy.auth.TestCertificate;
import dev.understudy.installed.InstalledServer;
import dev.understudy.installed.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Samba's domain controller of Debian's packages: a domain as Active Directory has it, made once
 * for a test JVM, of which LDAP alone is served. Its port is always 389, so it listens on an
 * address of its own in 127.0.0.0/8, and needs root.
 */
final class RealSamba {
    static final String BASE = "DC=ad,DC=example,DC=com";

    private static final Path SAMBA = Path.of("/usr/sbin/samba");
    private static final Path LDB = Path.of("/usr/bin/ldbmodify");
    private static final Path SCHEMA = Path.of("/usr/share/samba/setup/ad-schema");

    private static @Nullable RealSamba running;

    private final InstalledServer process = new InstalledServer("root");
    private final String address;
    private final Path config = process.folder().resolve("dc/etc/smb.conf");
    private final TestCertificate certificate;

    private RealSamba() {
        // Its own for each JVM, as the free port is.
        int number = process.port();
        address = "127.77.%d.%d".formatted(number / 256, number % 256);
        certificate = TestCertificate.of(process.folder(), address);
        provision();
        people();
        process.start(
                List.of(SAMBA.toString(), "-i", "-M", "single", "-s", config.toString()),
                "process model");
    }

    /** The server; the test is left out, or fails where servers are required, without one. */
    static synchronized RealSamba get() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "only root may serve port 389, as Samba does");
        var _ =
                Required.orLeaveOut(
                        Optional.of(SAMBA)
                                .filter(Files::isExecutable)
                                .filter(_ -> Files.isDirectory(SCHEMA))
                                .filter(_ -> Files.isExecutable(LDB)),
                        "there is no %s with %s and %s; install Debian's packages samba-ad-dc, samba-ad-provision, samba-dsdb-modules and ldb-tools to run these tests"
                                .formatted(SAMBA, SCHEMA, LDB));
        if (running == null) {
            running = new RealSamba();
        }
        return running;
    }

    String address() {
        return address;
    }

    Path caFile() {
        return certificate.certificate();
    }

    private void provision() {
        var command =
                new ArrayList<>(
                        List.of(
                                "samba-tool",
                                "domain",
                                "provision",
                                "--realm=AD.EXAMPLE.COM",
                                "--domain=EXAMPLE",
                                "--server-role=dc",
                                "--dns-backend=NONE",
                                "--adminpass=Adm1n-password",
                                "--host-name=dc1",
                                "--host-ip=" + address,
                                "--targetdir=" + process.folder().resolve("dc")));
        for (var option :
                List.of(
                        "interfaces=" + address + "/32",
                        "bind interfaces only=yes",
                        "server services=ldap",
                        "log file=" + process.folder().resolve("samba.log"),
                        "pid directory=" + process.folder(),
                        "ncalrpc dir=" + process.folder().resolve("ncalrpc"),
                        "posix:eadb=" + process.folder().resolve("eadb.tdb"),
                        "tls certfile=" + certificate.certificate(),
                        "tls keyfile=" + certificate.key(),
                        "tls cafile=")) {
            command.add("--option=" + option);
        }
        process.command(command);
    }

    private void people() {
        for (var user : List.of("svc", "ada", "eve", "lee", "dan", "exp", "gruen")) {
            tool("user", "create", user, "Pass-%s-1".formatted(user));
        }
        tool("user", "create", "must", "Pass-must-1", "--must-change-at-next-login");
        tool("user", "disable", "dan");
        tool("domain", "passwordsettings", "set", "--account-lockout-threshold=3");
        for (var group : List.of("staff", "chat-admins", "office")) {
            tool("group", "add", group);
        }
        tool("group", "addmembers", "staff", "ada,eve");
        tool("group", "addmembers", "chat-admins", "staff");
        tool("group", "addmembers", "office", "gruen");
        try {
            var database = process.folder().resolve("dc/private/sam.ldb").toString();
            var change =
                    Files.writeString(
                            process.folder().resolve("expired.ldif"),
                            """
                            dn: CN=exp,CN=Users,%s
                            changetype: modify
                            replace: accountExpires
                            accountExpires: 130000000000000000
                            """
                                    .formatted(BASE));
            process.command(List.of("ldbmodify", "-H", database, change.toString()));
            process.command(
                    List.of(
                            "ldbrename",
                            "-H",
                            database,
                            "CN=gruen,CN=Users," + BASE,
                            "CN=Grün\\, Jörg,CN=Users," + BASE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tool(String... arguments) {
        var command = new ArrayList<>(List.of("samba-tool"));
        command.addAll(List.of(arguments));
        command.add("--configfile=" + config);
        process.command(command);
    }
}
