package dev.understudy.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.understudy.auth.ldap.DirectoryVerdict.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryFailuresTest {
    private static final DirectoryOptions OPTIONS =
            new DirectoryOptions(
                    "dc1.example.com",
                    389,
                    DirectorySecurity.START_TLS,
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    "dc=example,dc=com",
                    Optional.of(BindName.ofDomain("example.com")),
                    UserFilter.BY_NAME,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    false);

    /** The text is that of Samba 4.17; Active Directory's differs before "data" only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    525 | there is no such user
                    52e | the password is wrong, or there is no such user
                    52E | the password is wrong, or there is no such user
                    530 | the user may not log in at this time
                    531 | the user may not log in from here
                    532 | the password has expired
                    533 | the account is disabled
                    701 | the account has expired
                    773 | the password must be changed first
                    775 | the account is locked
                    99  | the password is wrong, there is no such user, or the account is locked
                    """)
    void activeDirectorysReasonIsRead(String data, String reason) {
        var failure =
                new LDAPException(
                        new LDAPResult(
                                1,
                                ResultCode.INVALID_CREDENTIALS,
                                "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data %s, v1db1"
                                        .formatted(data),
                                null,
                                List.of(),
                                List.of()));

        assertThat(DirectoryFailures.ofUser(OPTIONS, failure)).isEqualTo(new Refused(reason));
    }
}
