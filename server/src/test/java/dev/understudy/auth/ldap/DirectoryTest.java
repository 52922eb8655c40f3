package dev.understudy.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.auth.Role;
import dev.understudy.auth.TestCertificate;
import dev.understudy.auth.ldap.DirectoryOptions.ServiceAccount;
import dev.understudy.auth.ldap.DirectoryVerdict.Known;
import dev.understudy.auth.ldap.DirectoryVerdict.NotAllowed;
import dev.understudy.auth.ldap.DirectoryVerdict.Refused;
import dev.understudy.auth.ldap.DirectoryVerdict.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
    /** A server that hangs is given up after three times the timeout; this is far more. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir static Path folder;
    private static InMemoryDirectory server;
    private static TestCertificate certificate;

    @BeforeAll
    static void start() {
        certificate = TestCertificate.local(folder);
        server = new InMemoryDirectory(certificate);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.binds.clear();
    }

    private static DirectoryVerdict bySearch(String user, String password) {
        return new Directory(server.bySearch()).check(user, password);
    }

    private static DirectoryVerdict byPattern(String user, String password) {
        return new Directory(server.byPattern()).check(user, password);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada     | lovelace    | ada
                    ADA     | lovelace    | ada
                    ' Ada ' | lovelace    | ada
                    *       | star        | *
                    a,b+c   | punctuation | a,b+c
                    """)
    void theRightPasswordIsKnownUnderTheDirectorysName(String typed, String password, String user) {
        assertThat(bySearch(typed, password)).isEqualTo(new Known(user, Role.USER));
        assertThat(byPattern(typed, password)).isEqualTo(new Known(user, Role.USER));
    }

    @Test
    void aUserOfActiveDirectoryIsFoundByTheShortName() {
        assertThat(bySearch("graceh", "hopper")).isEqualTo(new Known("graceh", Role.USER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    ada                      | wrong
                    ada                      | Lovelace
                    ada                      | ''
                    ada                      | ' '
                    nobody                   | lovelace
                    lee                      | locked
                    twin                     | two
                    ''                       | lovelace
                    a*                       | lovelace
                    *)(uid=ada               | lovelace
                    *)(|(uid=*               | lovelace
                    ada)(objectClass=*       | lovelace
                    ada)(&                   | lovelace
                    \\61da                   | lovelace
                    ada,ou=people            | lovelace
                    ada+cn=x                 | lovelace
                    'x,dc=example,dc=com'    | lovelace
                    {username}               | lovelace
                    cn=service               | serves
                    """)
    void whatIsNotTheUsersIsRefusedHoweverItIsFound(String typed, String password) {
        assertThat(bySearch(typed, password)).isInstanceOf(Refused.class);
        assertThat(byPattern(typed, password)).isInstanceOf(Refused.class);
    }

    @Test
    void aNameThatTwoUsersHaveIsRefusedWithTheRightPasswordToo() {
        assertThat(bySearch("twin", "one")).isEqualTo(new Refused("several users have this name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000da", "ada\n", "a\rda\u007f"})
    void controlCharactersAreNobodysAndTheDirectoryIsNotAsked(String typed) {
        assertThat(bySearch(typed + "x", "lovelace")).isInstanceOf(Refused.class);
        assertThat(server.binds).isEmpty();
    }

    @Test
    void anEmptyAndAHugePasswordAreNeverSent() {
        byPattern("ada", "");
        byPattern("ada", "x".repeat(100_000));
        byPattern("x".repeat(100_000), "lovelace");

        assertThat(server.binds).isEmpty();
    }

    @Test
    void aUserWhoIsNotThereCostsAsManyBindsAsOneWhoIs() {
        bySearch("ada", "wrong");
        int withAda = server.binds.size();
        bySearch("nobody", "wrong");

        assertThat(server.binds).hasSize(2 * withAda);
    }

    @Test
    void aServerThatSendsEntriesWithoutEndIsCutOff() {
        server.flooding = true;
        try {
            assertThat(bySearch("ada", "lovelace"))
                    .isEqualTo(new Refused("several users have this name"));
        } finally {
            server.flooding = false;
        }
    }

    @Test
    void anAccountThatIsLockedInOtherWordsIsRefusedAndNotAnOutage() {
        assertThat(byPattern("moved", "any")).isInstanceOf(Refused.class);
    }

    @Test
    void theReasonOfALockedAccountIsForTheOperator() {
        assertThat(bySearch("lee", "locked")).isEqualTo(new Refused("the account is locked"));
    }

    @ParameterizedTest
    @EnumSource(DirectorySecurity.class)
    void everyKindOfConnectionWorks(DirectorySecurity security) {
        var options =
                server.options(security, null, InMemoryDirectory.SERVICE, List.of(), List.of());

        assertThat(new Directory(options).check("ada", "lovelace"))
                .isEqualTo(new Known("ada", Role.USER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    ada    | lovelace | -      | admins                                  | admin
                    ada    | lovelace | -      | ADMINS                                  | admin
                    ada    | lovelace | -      | cn=admins,ou=groups,dc=example,dc=com   | admin
                    ada    | lovelace | -      | cn=Admins, ou=Groups, dc=example,dc=com | admin
                    ada    | lovelace | -      | cn=admins,ou=other,dc=example,dc=com    | user
                    ada    | lovelace | staff  | admins                                  | admin
                    eve    | apple    | -      | admins                                  | user
                    eve    | apple    | posix  | admins                                  | user
                    eve    | apple    | staff  | admins                                  | none
                    graceh | hopper   | staff  | admins                                  | user
                    graceh | hopper   | -      | staff                                   | admin
                    graceh | hopper   | admins | -                                       | none
                    """)
    void groupsSayWhoMayComeInAndWhoIsAdmin(
            String user, String password, String users, String admins, String expected) {
        var options =
                server.options(
                        DirectorySecurity.START_TLS,
                        null,
                        InMemoryDirectory.SERVICE,
                        users == null ? List.of() : List.of(users),
                        admins == null ? List.of() : List.of(admins));

        var verdict = new Directory(options).check(user, password);

        var wanted = Role.of(expected).<DirectoryVerdict>map(role -> new Known(user, role));
        assertThat(verdict).isEqualTo(wanted.orElse(new NotAllowed(user)));
    }

    @Test
    void aWrongPasswordOfTheServiceAccountIsTheOperatorsTrouble() {
        var wrong = new ServiceAccount(InMemoryDirectory.SERVICE.name(), "wrong");
        var options =
                server.options(DirectorySecurity.START_TLS, null, wrong, List.of(), List.of());

        assertThat(new Directory(options).check("ada", "lovelace"))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        it ->
                                assertThat(it.reason())
                                        .contains(
                                                "localhost:" + server.port(),
                                                "LDAP_SERVICE_ACCOUNT_PASSWORD",
                                                InMemoryDirectory.SERVICE.name()));
        assertThat(new Directory(options).look().orElseThrow())
                .contains("LDAP_SERVICE_ACCOUNT_PASSWORD");
    }

    @Test
    void aLookSaysNothingWhereTheDirectoryCanBeAskedAndSendsNoUsersPassword() {
        assertThat(new Directory(server.bySearch()).look()).isEmpty();
        assertThat(new Directory(server.byPattern()).look()).isEmpty();
        assertThat(server.binds).containsExactly(InMemoryDirectory.SERVICE.name());
    }

    @Test
    void anExplanationHasTheEntryAndItsGroups() {
        var answer = new Directory(server.bySearch()).explain("ADA", "lovelace");

        assertThat(answer.verdict()).isEqualTo(new Known("ada", Role.USER));
        assertThat(answer.dn()).isEqualTo("uid=ada,ou=people,dc=example,dc=com");
        assertThat(answer.groups()).containsExactly("cn=admins,ou=groups,dc=example,dc=com");
    }

    private static String trouble(
            String host, int port, DirectorySecurity security, Optional<Path> ca, String base) {
        var options =
                new DirectoryOptions(
                        host,
                        port,
                        security,
                        ca,
                        Duration.ofSeconds(20),
                        base,
                        Optional.empty(),
                        UserFilter.BY_NAME,
                        Optional.of(InMemoryDirectory.SERVICE),
                        List.of(),
                        List.of(),
                        false);
        return new Directory(options).look().orElseThrow();
    }

    @Test
    void whatIsWrongIsToldApartWithTheAddressAndTheSetting(@TempDir Path apart) {
        var elsewhere = TestCertificate.elsewhere(apart);
        var ours = Optional.of(certificate.certificate());
        var base = InMemoryDirectory.BASE;
        var startTls = DirectorySecurity.START_TLS;
        var ldaps = DirectorySecurity.LDAPS;

        assertThat(trouble("localhost", 1, startTls, ours, base))
                .contains("localhost:1 ", "refused", "LDAP_PORT");
        assertThat(trouble("nowhere.invalid", 389, startTls, ours, base))
                .contains("nowhere.invalid:389 ", "no host of that name", "LDAP_SERVER");
        assertThat(trouble("localhost", server.port(), startTls, ours, "dc=wrong"))
                .contains("dc=wrong", "LDAP_BASE_DN");
        assertThat(trouble("localhost", server.port(), ldaps, ours, base)).contains("LDAP_USE_SSL");
        for (var security : List.of(startTls, ldaps)) {
            int port = security == ldaps ? server.ldapsPort() : server.port();
            assertThat(trouble("localhost", port, security, Optional.empty(), base))
                    .contains("not believed", "LDAP_CA_FILE");
        }
        try (var impostor = new InMemoryDirectory(elsewhere)) {
            var ca = Optional.of(elsewhere.certificate());
            for (var security : List.of(startTls, ldaps)) {
                int port = security == ldaps ? impostor.ldapsPort() : impostor.port();
                assertThat(trouble("localhost", port, security, ca, base))
                        .contains("another host", "elsewhere.example", "LDAP_SERVER");
            }
        }
    }

    @Test
    void shortFormsOfActiveDirectoryTakeNoNameThatWouldChangeTheDomain() {
        var short1 = BindName.ofDomain("example.com");
        var short2 = BindName.ofDomain("EXAMPLE");

        assertThat(short1.of("ada")).isEqualTo("ada@example.com");
        assertThat(short2.of("ada")).isEqualTo("EXAMPLE\\ada");
        assertThat(short1.takes("ada")).isTrue();
        assertThat(short1.local("Ada@EXAMPLE.com")).isEqualTo("Ada");
        assertThat(short2.local("example\\ada")).isEqualTo("ada");
        assertThat(short2.local("example\\")).isEqualTo("example\\");
        assertThat(short1.local("ada@evil.example")).isEqualTo("ada@evil.example");
        for (var name : new String[] {"ada@evil.example", "OTHER\\ada", "a/da", "\"ada"}) {
            assertThat(short1.takes(name)).as(name).isFalse();
        }
    }

    @Test
    void patternsThatCannotWorkAreRefusedBeforeAnybodyLogsIn() {
        assertThatThrownBy(() -> new BindName("uid=ada,dc=example"))
                .hasMessageContaining("{username}");
        assertThatThrownBy(() -> new BindName("uid={username},,")).hasMessageContaining("no DN");
        assertThatThrownBy(() -> new UserFilter("(uid=ada)")).hasMessageContaining("{username}");
        assertThatThrownBy(() -> new UserFilter("(|(uid={username})(mail={user}))"))
                .hasMessageContaining("several ways");
        assertThatThrownBy(() -> new UserFilter("(uid={username}"))
                .hasMessageContaining("no search filter");
    }

    private static DirectoryOptions at(
            int port, DirectorySecurity security, Optional<Path> ca, Duration timeout) {
        return new DirectoryOptions(
                "localhost",
                port,
                security,
                ca,
                timeout,
                InMemoryDirectory.BASE,
                Optional.empty(),
                new UserFilter("(uid={username})"),
                Optional.of(InMemoryDirectory.SERVICE),
                List.of(),
                List.of(),
                false);
    }

    @Test
    void aCertificateOfAnotherHostOrOfAnUnknownCaIsNotBelieved() {
        var elsewhere = TestCertificate.elsewhere(folder);
        for (var security : List.of(DirectorySecurity.START_TLS, DirectorySecurity.LDAPS)) {
            int port = security == DirectorySecurity.LDAPS ? server.ldapsPort() : server.port();
            var unknown = at(port, security, Optional.empty(), Duration.ofSeconds(20));
            assertThat(new Directory(unknown).check("ada", "lovelace"))
                    .isInstanceOfSatisfying(
                            Unreachable.class,
                            it -> assertThat(it.reason()).contains("LDAP_CA_FILE"));
        }
        try (var impostor = new InMemoryDirectory(elsewhere)) {
            for (var security : List.of(DirectorySecurity.START_TLS, DirectorySecurity.LDAPS)) {
                int port =
                        security == DirectorySecurity.LDAPS
                                ? impostor.ldapsPort()
                                : impostor.port();
                var ca = Optional.of(elsewhere.certificate());
                var options = at(port, security, ca, Duration.ofSeconds(20));
                assertThat(new Directory(options).check("ada", "lovelace"))
                        .isInstanceOf(Unreachable.class);
            }
            assertThat(impostor.binds).as("no password was sent").isEmpty();
        }
    }

    @Test
    void aFileOfCasThatHoldsNoneIsRefusedAtTheStart() throws IOException {
        var none = Files.writeString(folder.resolve("none.pem"), "no certificate");
        for (var file : List.of(none, folder.resolve("missing.pem"))) {
            var options = at(1, DirectorySecurity.LDAPS, Optional.of(file), Duration.ofSeconds(1));
            assertThatThrownBy(() -> new Directory(options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("certificates");
        }
    }

    @Test
    void aServerThatIsDownIsSaidToBe() {
        var options = at(1, DirectorySecurity.START_TLS, Optional.empty(), Duration.ofSeconds(5));

        assertThat(new Directory(options).check("ada", "lovelace")).isInstanceOf(Unreachable.class);
    }

    /** Takes connections, answers with these bytes at most, and then says nothing for ever. */
    private static void takeAndBeSilent(ServerSocket silent, byte[] answer) {
        try {
            while (true) {
                var socket = silent.accept();
                socket.getOutputStream().write(answer);
            }
        } catch (IOException _) {
            // the test has ended
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "LDAPS, ''",
        "START_TLS, ''",
        // StartTLS is agreed to, and then no TLS is spoken: a reply to message 1, result 0.
        "START_TLS, 300c02010178070a010004000400",
        // The beginning of a reply of a megabyte that never comes.
        "NONE, 30831000000201",
    })
    void aServerThatHangsIsGivenUpInTime(DirectorySecurity security, String answer)
            throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> takeAndBeSilent(silent, HexFormat.of().parseHex(answer)));
            var options =
                    at(
                            silent.getLocalPort(),
                            security,
                            Optional.of(certificate.certificate()),
                            Duration.ofMillis(200));

            var verdict =
                    assertTimeoutPreemptively(
                            BOUND, () -> new Directory(options).check("ada", "lovelace"));

            assertThat(verdict).isInstanceOf(Unreachable.class);
        }
    }

    /** Says that a megabyte will come, and sends a byte of it now and then. */
    private static void drip(ServerSocket dripping, CountDownLatch ended) {
        try (var socket = dripping.accept()) {
            var out = socket.getOutputStream();
            out.write(HexFormat.of().parseHex("3083100000"));
            while (!ended.await(20, TimeUnit.MILLISECONDS)) {
                out.write(2);
            }
        } catch (IOException _) {
            // it was given up
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatSendsAByteNowAndThenIsGivenUpInTimeToo() throws IOException {
        var ended = new CountDownLatch(1);
        try (var dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(dripping, ended));
            var options =
                    at(
                            dripping.getLocalPort(),
                            DirectorySecurity.NONE,
                            Optional.empty(),
                            Duration.ofMillis(200));

            var verdict =
                    assertTimeoutPreemptively(
                            BOUND, () -> new Directory(options).check("ada", "lovelace"));

            assertThat(verdict).isInstanceOf(Unreachable.class);
        } finally {
            ended.countDown();
        }
    }
}
