package dev.understudy.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Role;
import dev.understudy.auth.ldap.DirectoryOptions.ServiceAccount;
import dev.understudy.auth.ldap.DirectoryVerdict.Known;
import dev.understudy.auth.ldap.DirectoryVerdict.Refused;
import dev.understudy.auth.ldap.DirectoryVerdict.Unreachable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory against a real OpenLDAP over StartTLS. */
class SlapdTest {
    private static final ServiceAccount SERVICE =
            new ServiceAccount("cn=service,dc=example,dc=com", "serves");
    private static final BindName PATTERN =
            new BindName("uid={username},ou=people,dc=example,dc=com");

    private RealSlapd slapd;

    @BeforeEach
    void start() {
        slapd = RealSlapd.get();
    }

    private Directory directory(
            DirectorySecurity security, @Nullable BindName pattern, Optional<Path> ca) {
        return new Directory(
                new DirectoryOptions(
                        "127.0.0.1",
                        slapd.port(),
                        security,
                        ca,
                        Duration.ofSeconds(20),
                        RealSlapd.BASE,
                        Optional.ofNullable(pattern),
                        UserFilter.BY_NAME,
                        pattern == null ? Optional.of(SERVICE) : Optional.empty(),
                        List.of(),
                        List.of("admins"),
                        false));
    }

    private Directory bySearch() {
        return directory(DirectorySecurity.START_TLS, null, Optional.of(slapd.caFile()));
    }

    private Directory byPattern() {
        return directory(DirectorySecurity.START_TLS, PATTERN, Optional.of(slapd.caFile()));
    }

    @Test
    void theRightPasswordIsKnownAndGroupsGiveTheRole() {
        assertThat(bySearch().check("ADA", "lovelace")).isEqualTo(new Known("ada", Role.ADMIN));
        assertThat(byPattern().check("ada", "lovelace")).isEqualTo(new Known("ada", Role.ADMIN));
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
        // Not Ada's: three wrong ones would lock her.
        assertThat(bySearch().check("nobody", "lovelace")).isInstanceOf(Refused.class);
        assertThat(byPattern().check("nobody", "lovelace")).isInstanceOf(Refused.class);
        assertThat(byPattern().check("ada", "wrong")).isInstanceOf(Refused.class);
        assertThat(byPattern().check("ada", "")).isInstanceOf(Refused.class);
        assertThat(byPattern().check("ada", "lovelace")).isEqualTo(new Known("ada", Role.ADMIN));
    }

    @Test
    void aLockedAccountIsRefusedWithItsRightPassword() {
        for (int i = 0; i < 3; i++) {
            assertThat(bySearch().check("lee", "wrong")).isInstanceOf(Refused.class);
        }

        assertThat(bySearch().check("lee", "locked")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "a*",
                "*)(uid=ada",
                "ada)(objectClass=*",
                "ada,ou=people,dc=example,dc=com",
                "ada+cn=Ada",
                "\\61da",
                "ada\u0000"
            })
    void nothingInANameFindsAnotherUser(String typed) {
        assertThat(bySearch().check(typed, "lovelace")).isInstanceOf(Refused.class);
        assertThat(byPattern().check(typed, "lovelace")).isInstanceOf(Refused.class);
    }

    @Test
    void passwordsAreNotSentWithoutTlsThatIsBelieved() {
        assertThat(
                        directory(DirectorySecurity.NONE, PATTERN, Optional.empty())
                                .check("ada", "lovelace"))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        it -> assertThat(it.reason()).contains("LDAP_START_TLS"));
        assertThat(
                        directory(DirectorySecurity.START_TLS, PATTERN, Optional.empty())
                                .check("ada", "lovelace"))
                .isInstanceOfSatisfying(
                        Unreachable.class, it -> assertThat(it.reason()).contains("LDAP_CA_FILE"));
    }

    @Test
    void aServerThatIsDownIsUnreachableAndOneThatIsBackIsAsked() {
        slapd.stop();
        try {
            assertThat(bySearch().check("ada", "lovelace")).isInstanceOf(Unreachable.class);
        } finally {
            slapd.start();
        }
        assertThat(bySearch().check("ada", "lovelace")).isEqualTo(new Known("ada", Role.ADMIN));
    }
}
