package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.TestCertificate;
import dev.understudy.auth.ldap.InMemoryDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInOverHttpTest {
    @TempDir static Path folder;
    private static TestCertificate certificate;
    private static InMemoryDirectory directory;

    @TempDir Path home;

    @BeforeAll
    static void start() {
        certificate = TestCertificate.local(folder);
        directory = new InMemoryDirectory(certificate);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    /** The original's settings, and those that it lacked. */
    private Server serve(String... more) {
        var settings =
                new ArrayList<>(
                        List.of(
                                "LDAP_SERVER",
                                "localhost",
                                "LDAP_PORT",
                                String.valueOf(directory.port()),
                                "LDAP_DOMAIN",
                                "EXAMPLE",
                                "LDAP_BASE_DN",
                                InMemoryDirectory.BASE,
                                "LDAP_SERVICE_ACCOUNT_USER",
                                InMemoryDirectory.SERVICE.name(),
                                "LDAP_SERVICE_ACCOUNT_PASSWORD",
                                InMemoryDirectory.SERVICE.password(),
                                "LDAP_CA_FILE",
                                certificate.certificate().toString(),
                                "LDAP_ADMIN_GROUPS",
                                "boss; cn=admins,ou=groups,dc=example,dc=com"));
        settings.addAll(List.of(more));
        return Server.start(
                RunningServer.config(home, "127.0.0.1:1", settings.toArray(String[]::new)));
    }

    private static HttpResponse<String> logIn(
            HttpClient client, Server server, String user, String password) throws Exception {
        var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/auth/login"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int history(HttpClient client, Server server, String token) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/usage/history"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String token(HttpResponse<String> answer) {
        return RunningServer.json(answer).path("access_token").asString("");
    }

    @Test
    void usersLogInWithTheirDirectoryAndTheirGroupsSayWhatTheyMay() throws Exception {
        try (var server = serve();
                var client = HttpClient.newHttpClient()) {
            var ada = logIn(client, server, "ada", "lovelace");
            var eve = logIn(client, server, "eve", "apple");
            var wrong = logIn(client, server, "eve", "pear");

            assertThat(ada.statusCode()).as(ada.body()).isEqualTo(200);
            assertThat(RunningServer.json(ada).path("role").asString("")).isEqualTo("admin");
            assertThat(history(client, server, token(ada))).isEqualTo(200);
            assertThat(history(client, server, token(eve))).isEqualTo(403);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(history(client, server, "")).as("no credential").isEqualTo(401);
        }
    }

    @Test
    void aTokenOutlivesARestartButNotANewSecret() throws Exception {
        String token;
        try (var client = HttpClient.newHttpClient()) {
            try (var server = serve()) {
                token = token(logIn(client, server, "ada", "lovelace"));
            }
            try (var server = serve()) {
                assertThat(history(client, server, token)).isEqualTo(200);
            }
            try (var server = serve("SECRET_KEY", "another secret, of 32 characters or more")) {
                assertThat(history(client, server, token)).isEqualTo(401);
            }
        }
        assertThat(home.resolve("secret.key")).exists();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDirectoryWhoseCertificateIsNotBelievedIs503() throws Exception {
        var other = TestCertificate.elsewhere(folder).certificate().toString();
        try (var server = serve("LDAP_CA_FILE", other);
                var client = HttpClient.newHttpClient()) {
            assertThat(logIn(client, server, "ada", "lovelace").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SECRET_KEY                    | abc             | SECRET_KEY must have at least 32 characters
                    LDAP_USER_DN_PATTERN          | uid=ada         | LDAP_USER_DN_PATTERN holds no {username}
                    LDAP_USER_FILTER              | (uid=ada)       | LDAP_USER_FILTER holds no {username}
                    LDAP_USER_FILTER              | (uid={username} | LDAP_USER_FILTER is no search filter
                    LDAP_BASE_DN                  | example.com     | LDAP_BASE_DN is no DN
                    LDAP_ADMIN_GROUPS             | a; =b           | LDAP_ADMIN_GROUPS is no DN
                    LDAP_CA_FILE                  | missing.pem     | LDAP_CA_FILE holds no certificates
                    LDAP_SERVICE_ACCOUNT_USER     | ''              | go together
                    LDAP_SERVICE_ACCOUNT_PASSWORD | ''              | go together
                    """)
    void settingsThatCannotWorkStopTheStartAndAreNamed(String key, String value, String message) {
        assertThatThrownBy(() -> serve(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aServerOfADirectoryMayListenOnAnyAddressAndItsSecretIsNotShown() {
        try (var server = serve("MCP_SERVER_HOST", "0.0.0.0")) {
            assertThat(server.url()).contains("0.0.0.0");
        }
        assertThatThrownBy(() -> serve("SECRET_KEY", "hunter2"))
                .message()
                .doesNotContain("hunter2");
    }
}
