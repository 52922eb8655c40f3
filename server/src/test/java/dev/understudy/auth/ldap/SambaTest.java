package dev.understudy.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Role;
import dev.understudy.auth.ldap.DirectoryOptions.ServiceAccount;
import dev.understudy.auth.ldap.DirectoryVerdict.Known;
import dev.understudy.auth.ldap.DirectoryVerdict.NotAllowed;
import dev.understudy.auth.ldap.DirectoryVerdict.Refused;
import dev.understudy.auth.ldap.DirectoryVerdict.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The directory against a domain as Active Directory has it, which Samba serves. */
class SambaTest {
    private static final ServiceAccount SERVICE =
            new ServiceAccount("svc@ad.example.com", "Pass-svc-1");

    private RealSamba samba;

    @BeforeEach
    void start() {
        samba = RealSamba.get();
    }

    private Directory directory(
            DirectorySecurity security,
            Optional<BindName> name,
            List<String> users,
            boolean nested) {
        return new Directory(
                new DirectoryOptions(
                        samba.address(),
                        security == DirectorySecurity.LDAPS ? 636 : 389,
                        security,
                        Optional.of(samba.caFile()),
                        Duration.ofSeconds(20),
                        RealSamba.BASE,
                        name,
                        UserFilter.BY_NAME,
                        name.isPresent() ? Optional.empty() : Optional.of(SERVICE),
                        users,
                        List.of("chat-admins"),
                        nested));
    }

    private Directory bySearch() {
        return directory(DirectorySecurity.START_TLS, Optional.empty(), List.of(), false);
    }

    private Directory byDomain(String domain) {
        return directory(
                DirectorySecurity.LDAPS, Optional.of(BindName.ofDomain(domain)), List.of(), false);
    }

    @Test
    void usersComeInByEachOfTheDocumentedWays() {
        var ada = new Known("ada", Role.USER);

        assertThat(bySearch().check("ADA", "Pass-ada-1")).isEqualTo(ada);
        assertThat(byDomain("ad.example.com").check("ada", "Pass-ada-1")).isEqualTo(ada);
        assertThat(byDomain("EXAMPLE").check("ada", "Pass-ada-1")).isEqualTo(ada);
        assertThat(byDomain("EXAMPLE").check("Example\\Ada", "Pass-ada-1")).isEqualTo(ada);
        assertThat(byDomain("ad.example.com").check("ada@AD.example.com", "Pass-ada-1"))
                .isEqualTo(ada);
        assertThat(bySearch().look()).isEmpty();
        assertThat(byDomain("EXAMPLE").look()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada    | wrong       | the password is wrong
                    dan    | Pass-dan-1  | the account is disabled
                    exp    | Pass-exp-1  | the account has expired
                    must   | Pass-must-1 | the password must be changed first
                    """)
    void whyAnAccountMayNotComeInIsRead(String user, String password, String reason) {
        assertThat(bySearch().check(user, password)).isEqualTo(new Refused(reason));
        assertThat(byDomain("EXAMPLE").check(user, password)).isEqualTo(new Refused(reason));
        // So that the wrong ones of this test never lock her.
        assertThat(bySearch().check("ada", "Pass-ada-1")).isInstanceOf(Known.class);
    }

    @Test
    void aLockedAccountIsRefusedWithItsRightPassword() {
        for (int i = 0; i < 3; i++) {
            assertThat(bySearch().check("lee", "wrong")).isInstanceOf(Refused.class);
        }

        assertThat(bySearch().check("lee", "Pass-lee-1"))
                .isEqualTo(new Refused("the account is locked"));
    }

    @Test
    void groupsOfGroupsCountWhereTheyAreWanted() {
        var direct = directory(DirectorySecurity.START_TLS, Optional.empty(), List.of(), false);
        var nested = directory(DirectorySecurity.START_TLS, Optional.empty(), List.of(), true);

        assertThat(direct.check("eve", "Pass-eve-1")).isEqualTo(new Known("eve", Role.USER));
        assertThat(nested.check("eve", "Pass-eve-1")).isEqualTo(new Known("eve", Role.ADMIN));
    }

    @Test
    void anEntryWhoseNameHasACommaAndUmlautsIsFoundInItsGroup() {
        var wanted = List.of("CN=office,CN=Users," + RealSamba.BASE);
        var office = directory(DirectorySecurity.START_TLS, Optional.empty(), wanted, true);

        assertThat(office.check("gruen", "Pass-gruen-1")).isEqualTo(new Known("gruen", Role.USER));
        var other = directory(DirectorySecurity.LDAPS, Optional.empty(), List.of("none"), true);
        assertThat(other.check("gruen", "Pass-gruen-1")).isEqualTo(new NotAllowed("gruen"));
    }

    @Test
    void passwordsAreTakenOverTlsOnly() {
        assertThat(
                        directory(DirectorySecurity.NONE, Optional.empty(), List.of(), false)
                                .check("ada", "Pass-ada-1"))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        it -> assertThat(it.reason()).contains("LDAP_START_TLS"));
    }
}
