package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceEntriesTest {
    @TempDir Path root;
    ConfiguredFolder folder;

    @BeforeEach
    void folder() {
        folder = new ConfiguredFolder(root);
    }

    @Test
    void readsDatabasesAndFilesInTheirOrder() {
        folder.yaml(
                """
                sources:
                  - name: sales
                    url: postgresql://ignored:old@db.example.com/sales
                    user: reader
                    password: hunter2
                    schemas: [public, "2025"]
                  - name: exports
                    files: exports/monthly
                  - name: stock
                    url: mariadb://reader:hunter3@db.example.com/stock
                """);

        assertThat(folder.load().sources())
                .containsExactly(
                        new SourceEntry.Database(
                                "sales",
                                DatabaseAddress.parse(
                                        "postgresql://reader:hunter2@db.example.com/sales"),
                                List.of("public", "2025")),
                        new SourceEntry.Files("exports", folder.home().resolve("exports/monthly")),
                        new SourceEntry.Database(
                                "stock",
                                DatabaseAddress.parse(
                                        "mariadb://reader:hunter3@db.example.com/stock"),
                                List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{files: x}`                                   > sources[1].name (understudy.yaml line 3): is missing; it must be a name of up to 64 letters, digits and _ . -
                    `{name: "a b", files: x}`                      > sources[1].name (understudy.yaml line 3): must be a name of up to 64 letters, digits and _ . -, found "a b"
                    `{name: a, files: x}`                          > sources[1].name (understudy.yaml line 3): "a" is taken by an earlier source
                    `{name: database, files: x}`                   > sources[1].name (understudy.yaml line 3): "database" is taken by DATA_URL
                    `{name: b}`                                    > sources[1] (understudy.yaml line 3): must have either url, for a database, or files
                    `{name: b, files: x, url: "mysql://h/d"}`      > sources[1] (understudy.yaml line 3): must have either url, for a database, or files
                    `{name: b, files: x, user: u}`                 > sources[1] (understudy.yaml line 3): user, password and schemas are for a database, not for files
                    `{name: b, url: "mysql://u:hunter2@h"}`        > sources[1].url (understudy.yaml line 3): must be postgresql, mariadb, mysql or sqlserver://USER:PASSWORD@HOST:PORT/DATABASE: the database is missing
                    `{name: b, url: "mysql://h/d", schemas: x}`    > sources[1].schemas (understudy.yaml line 3): must be a list of up to 100, found a value
                    `{name: b, url: "mysql://h/d", schemas: [[]]}` > sources[1].schemas (understudy.yaml line 3): must hold any text
                    `{name: b, file: x}`                           > sources[1].file (understudy.yaml line 3): no such name here; did you mean files?
                    `b`                                            > sources[1] (understudy.yaml line 3): must be a group of names ("- name: NAME" and its other values below), found a value
                    """)
    void namesTheFieldThatIsWrong(String second, String problem) {
        folder.environment("DATA_URL", "mariadb://reader@db.example.com/stock")
                .yaml("sources:\n- {name: a, files: a.csv}\n- " + second);

        assertThat(folder.problems()).contains(problem);
        assertThat(folder.failure().getMessage()).doesNotContain("hunter2");
    }

    @Test
    void holdsOneToThirtyTwoSources() {
        assertThat(folder.yaml("sources: []").problems())
                .containsExactly(
                        "sources (understudy.yaml line 1): must hold 1..32 sources, found 0");
        assertThat(folder.yaml("sources:\n" + "- {}\n".repeat(33)).problems())
                .containsExactly(
                        "sources (understudy.yaml line 2): must hold 1..32 sources, found 33");
    }

    @Test
    void standsOnce() {
        assertThat(
                        folder.yaml(
                                        "sources: [{name: a, files: x}]\n"
                                                + "Sources: [{name: b, files: x}]")
                                .problems())
                .containsExactly("sources (understudy.yaml line 2): set twice");
    }

    @Test
    void aWrongDataUrlIsSaidWithoutItsPassword() {
        folder.environment("DATA_URL", "postgresql://u:hunter2@h");

        assertThat(folder.problems())
                .containsExactly(
                        "DATA_URL (environment): must be postgresql, mariadb, mysql or"
                                + " sqlserver://USER:PASSWORD@HOST:PORT/DATABASE: the database is"
                                + " missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    sql.example.com            > sql.example.com > 1433 > {encrypt=true, trustServerCertificate=false}
                    tcp:sql.example.com,1500   > sql.example.com > 1500 > {encrypt=true, trustServerCertificate=false}
                    sql\\EXPRESS               > sql             > 1433 > {encrypt=true, instanceName=EXPRESS, trustServerCertificate=false}
                    """)
    void theSqlServerIsNamedAsForOdbc(String server, String host, int port, String options) {
        folder.environment("MSSQL_SERVER", server)
                .environment("MSSQL_USER", "reader")
                .environment("MSSQL_PASSWORD", "hunter2");

        var address = SqlServerSettings.address(folder.load()).orElseThrow();

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(new java.util.TreeMap<>(address.options())).hasToString(options);
        assertThat(address.user()).isEqualTo(Optional.of("reader"));
    }

    @Test
    void aSqlServerNeedsALogin() {
        folder.environment("MSSQL_SERVER", "sql.example.com");

        assertThat(folder.problems())
                .containsExactly(
                        "MSSQL_USER (environment): is missing; it belongs to MSSQL_SERVER",
                        "MSSQL_PASSWORD (environment): is missing; it belongs to MSSQL_SERVER");
    }
}
