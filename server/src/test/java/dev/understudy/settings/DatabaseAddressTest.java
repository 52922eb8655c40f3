package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    @Test
    void hasAllItsParts() {
        assertThat(
                        DatabaseAddress.parse(
                                "postgresql://re%40der:p%3A%2F%C3%A4@db.example.com:6543/sh%20op"
                                        + "?sslmode=verify-full&sslrootcert=%2Fca.pem"))
                .isEqualTo(
                        new DatabaseAddress(
                                DatabaseKind.POSTGRESQL,
                                "db.example.com",
                                6543,
                                Optional.of("sh op"),
                                Optional.of("re@der"),
                                Optional.of(new Secret("p:/ä")),
                                Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem")));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://h/d, POSTGRESQL, h, 5432",
        "PostgreSQL://h/d, POSTGRESQL, h, 5432",
        "mariadb://u@h/d, MARIADB, h, 3306",
        "mysql://u:@10.0.0.7:1/d, MYSQL, 10.0.0.7, 1",
        "sqlserver://h/d?trustServerCertificate=true, SQLSERVER, h, 1433",
        "mssql://[::1]:65535/d, SQLSERVER, ::1, 65535",
    })
    void knowsEachKindAndItsPort(String text, DatabaseKind kind, String host, int port) {
        var address = DatabaseAddress.parse(text);

        assertThat(address.kind()).isEqualTo(kind);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    oracle://u:hunter2@h/d                > there is no such scheme
                    jdbc:postgresql://h/d                 > leave out jdbc:
                    postgresql://u:hunter2@h              > the database is missing
                    postgresql://u:hunter2@h/             > the database is missing
                    postgresql://u:hunter2@h:0/d          > the port must be a number 1..65535
                    postgresql://u:hunter2@h:65536/d      > the port must be a number 1..65535
                    postgresql://u:hunter2%@h/d           > write % itself as %25
                    postgresql://u:hunter2%zz@h/d         > write % itself as %25
                    postgresql://u:hunter2%ff@h/d         > what is written with % must be UTF-8
                    postgresql://u:hunter2@h/d?user=x     > after the ? there may be sslcert=, sslkey=, sslmode=, sslrootcert=
                    mariadb://u:hunter2@h/d?allowMultiQueries=true > after the ? there may be serverSslCert=, sslMode=
                    postgresql://u:hunter2/x@h/d          > in names and passwords write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25
                    postgresql://u:hunter2@h/d/e          > in names and passwords write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25
                    hunter2                               > in names and passwords write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25
                    """)
    void saysWhatIsWrongWithoutTheText(String text, String reason) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(WrongValueException.class)
                .hasMessage(reason)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void isNotReadWhenItIsEndless() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://" + "x".repeat(5_000) + "/d"))
                .hasMessage("longer than 4096 characters");
    }

    @Test
    void printsWithoutItsPassword() {
        assertThat(DatabaseAddress.parse("postgresql://u:hunter2@h/d").toString())
                .doesNotContain("hunter2");
    }
}
