package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.TestCertificate;
import dev.understudy.auth.ldap.InMemoryDirectory;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogInCommandTest {
    /** Longer than a second, in requests of a millisecond or so each. */
    private static final int MANY_REQUESTS = 100_000;

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

    private Map<String, String> settings() {
        return Map.of(
                "LDAP_SERVER", "localhost",
                "LDAP_PORT", String.valueOf(directory.port()),
                "LDAP_BASE_DN", InMemoryDirectory.BASE,
                "LDAP_SERVICE_ACCOUNT_USER", InMemoryDirectory.SERVICE.name(),
                "LDAP_SERVICE_ACCOUNT_PASSWORD", InMemoryDirectory.SERVICE.password(),
                "LDAP_CA_FILE", certificate.certificate().toString(),
                "LDAP_ADMIN_GROUPS", "admins",
                "KEYS_FILE", folder.resolve("shared/keys.json").toString());
    }

    private Ran logIn(String password, String... arguments) throws Exception {
        var all = new String[arguments.length + 2];
        all[0] = "login";
        all[1] = "--password-stdin";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Ran.with(home, settings(), password + "\n", all);
    }

    @Test
    void aUserIsExplainedAndNoTokenIsPrinted() throws Exception {
        var ran = logIn("lovelace", "Ada");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "localhost:" + directory.port(),
                        "uid=ada,ou=people",
                        "cn=admins,ou=groups",
                        "role       admin")
                .doesNotContain("eyJ");
    }

    @Test
    void whyNotIsSaidAndTheExitCodeIsOne() throws Exception {
        var refused = logIn("wrong", "lee");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("the account is locked").doesNotContain("wrong");
        assertThat(refused.out()).isEmpty();

        var wrongBase = logIn("lovelace", "ada", "--set", "LDAP_BASE_DN=dc=wrong");
        assertThat(wrongBase.exitCode()).isEqualTo(1);
        assertThat(wrongBase.err()).contains("LDAP_BASE_DN", "dc=wrong");

        var none = Ran.with(home, Map.of(), "x\n", "login", "ada", "--password-stdin");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("LDAP_SERVER");
    }

    private static int status(HttpClient client, Server server, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/v1/models"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aTokenOpensARunningServerUntilItIsRevoked() throws Exception {
        var flags = new HashMap<>(settings());
        flags.put("UNDERSTUDY_HOME", home.resolve("home").toString());
        flags.put("OLLAMA_HOST", "127.0.0.1:1");
        flags.put("MCP_SERVER_PORT", "0");
        var input = new SettingsInput(flags, Map.of(), home, home);
        try (var server = Server.start(ServerConfig.of(SettingsLoader.load(input)));
                var client = HttpClient.newHttpClient()) {
            var token = logIn("lovelace", "ada", "--token").out().strip();
            assertThat(status(client, server, token)).isEqualTo(200);

            var revoked = Ran.with(home, settings(), "", "tokens", "revoke", "Ada");
            assertThat(revoked.exitCode()).as(revoked.err()).isZero();
            int last = 200;
            for (int i = 0; i < MANY_REQUESTS && last == 200; i++) {
                last = status(client, server, token);
            }
            assertThat(last).isEqualTo(401);
        }
        assertThat(folder.resolve("shared/revoked-tokens.json")).exists();
        assertThat(Ran.with(home, settings(), "", "tokens", "list").out()).contains("ada");
    }
}
