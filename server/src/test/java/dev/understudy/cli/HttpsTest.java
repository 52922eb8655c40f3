package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.TestCertificate;
import dev.understudy.server.ConfigException;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpsTest {
    @TempDir static Path folder;
    private static TestCertificate local;
    private static TestCertificate elsewhere;

    @TempDir Path home;

    @BeforeAll
    static void certificates() throws IOException {
        local = TestCertificate.local(folder);
        elsewhere = TestCertificate.elsewhere(folder);
        TestCertificate.another(folder);
        Files.writeString(folder.resolve("text.pem"), "no PEM at all");
        Files.writeString(
                folder.resolve("broken.pem"),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    }

    private Server serve(String... keysAndValues) {
        var flags = new HashMap<String, String>();
        flags.put("UNDERSTUDY_HOME", home.resolve("home").toString());
        flags.put("OLLAMA_HOST", "127.0.0.1:1");
        flags.put("MCP_SERVER_PORT", "0");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Server.start(
                ServerConfig.of(
                        SettingsLoader.load(new SettingsInput(flags, Map.of(), home, home))));
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theApiIsServedOverTlsAndOverNothingElse() throws Exception {
        try (var server =
                        serve(
                                "TLS_CERT_FILE",
                                local.certificate().toString(),
                                "TLS_KEY_FILE",
                                local.key().toString());
                var trusting = HttpClient.newBuilder().sslContext(local.context()).build()) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            var answer = get(trusting, server.url() + "/v1/models");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThatThrownBy(() ->
                            get(trusting, server.url().replace("https:", "http:") + "/healthz"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void commandsBelieveTheConfiguredCertificateWhateverHostItIsFor() throws Exception {
        var port = freePort();
        var settings =
                Map.of(
                        "TLS_CERT_FILE",
                        elsewhere.certificate().toString(),
                        "TLS_KEY_FILE",
                        elsewhere.key().toString(),
                        "MCP_SERVER_PORT",
                        port);
        try (var server =
                serve(
                        "TLS_CERT_FILE",
                        elsewhere.certificate().toString(),
                        "TLS_KEY_FILE",
                        elsewhere.key().toString(),
                        "MCP_SERVER_PORT",
                        port)) {
            assertThat(server.url()).endsWith(":" + port);
            var right = Ran.with(home, settings, "", "status");
            assertThat(right.exitCode()).as(right.err()).isZero();

            var other = new HashMap<>(settings);
            other.put("TLS_CERT_FILE", local.certificate().toString());
            var wrong = Ran.with(home, other, "", "status");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.err()).contains("TLS_CERT_FILE").doesNotContain("\tat ");
        }
    }

    @Test
    void thisMachineWithTheConfiguredPortIsTheConfiguredServerByWhateverName() throws Exception {
        var port = freePort();
        var settings =
                Map.of(
                        "TLS_CERT_FILE",
                        elsewhere.certificate().toString(),
                        "TLS_KEY_FILE",
                        elsewhere.key().toString(),
                        "MCP_SERVER_PORT",
                        port);
        try (var _ =
                serve(
                        settings.entrySet().stream()
                                .flatMap(it -> Stream.of(it.getKey(), it.getValue()))
                                .toArray(String[]::new))) {
            var ran = Ran.with(home, settings, "", "status", "--url", "https://localhost:" + port);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }
    }

    @Test
    void anOwnCertificateIsBelievedWhenItIsNamedAndElseSaidWithWhatToDo() throws Exception {
        try (var server =
                serve(
                        "TLS_CERT_FILE",
                        local.certificate().toString(),
                        "TLS_KEY_FILE",
                        local.key().toString())) {
            var url = server.url();
            var named = local.certificate().toString();
            for (var command : List.of("status", "quota")) {
                var ran = Ran.with(home, Map.of(), "", command, "--url", url, "--cacert", named);
                assertThat(ran.exitCode()).as(ran.err()).isZero();
            }
            assertThat(failed(url)).contains("--cacert FILE");
            assertThat(failed(url, "--cacert", elsewhere.certificate().toString()))
                    .contains("--cacert FILE");
            assertThat(failed(url, "--cacert", folder.resolve("text.pem").toString()))
                    .contains("text.pem holds no certificates");
            assertThat(failed(url, "--cacert", folder.resolve("missing.pem").toString()))
                    .contains("missing.pem is no file");
            assertThat(failed(url.replace("https:", "http:"))).contains("it may speak HTTPS");
        }
    }

    @Test
    void aCertificateForAnotherNameAndAServerWithoutTlsAreSaid() throws Exception {
        try (var server =
                serve(
                        "TLS_CERT_FILE",
                        elsewhere.certificate().toString(),
                        "TLS_KEY_FILE",
                        elsewhere.key().toString())) {
            assertThat(failed(server.url(), "--cacert", elsewhere.certificate().toString()))
                    .contains("is not good for this address");
        }
        try (var server = serve()) {
            assertThat(failed(server.url().replace("http:", "https:")))
                    .contains("it may speak plain HTTP");
        }
    }

    /** What {@code status} says of a server that it cannot ask. */
    private String failed(String url, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("status", "--url", url));
        arguments.addAll(List.of(more));
        var ran = Ran.with(home, Map.of(), "", arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).doesNotContain("Exception", "PKIX", "header parser");
        return ran.err();
    }

    private static String freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(free.getLocalPort());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    local.crt   | -             | go together
                    -           | local.key     | go together
                    missing.crt | local.key     | TLS_CERT_FILE: .*missing.crt is no file
                    text.pem    | local.key     | TLS_CERT_FILE: .*text.pem holds no certificate
                    local.key   | local.key     | TLS_CERT_FILE: .*local.key holds no certificate
                    local.crt   | missing.key   | TLS_KEY_FILE: .*missing.key is no file
                    local.crt   | text.pem      | TLS_KEY_FILE: .*text.pem holds no private key
                    local.crt   | local.crt     | TLS_KEY_FILE: .*local.crt holds no private key
                    local.crt   | broken.pem    | TLS_KEY_FILE: .*broken.pem holds no private key
                    local.crt   | elsewhere.key | TLS_KEY_FILE: .*elsewhere.key holds no private key of the kind
                    local.crt   | another.key   | TLS_KEY_FILE does not belong
                    """)
    void filesThatCannotBeServedWithStopTheStartAndAreNamed(
            String certificate, String key, String message) {
        var settings = new ArrayList<String>();
        if (certificate != null) {
            settings.add("TLS_CERT_FILE");
            settings.add(folder.resolve(certificate).toString());
        }
        if (key != null) {
            settings.add("TLS_KEY_FILE");
            settings.add(folder.resolve(key).toString());
        }

        assertThatThrownBy(() -> serve(settings.toArray(String[]::new)))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(".*" + message + ".*");
    }
}
