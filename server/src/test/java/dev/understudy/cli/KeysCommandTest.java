package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.server.ConfigException;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class KeysCommandTest {
    /** Longer than a second, in requests of a millisecond or so each. */
    private static final int MANY_REQUESTS = 100_000;

    @TempDir Path home;

    private Ran run(String... arguments) throws Exception {
        return Ran.with(home, Map.of(), "", arguments);
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

    private static int status(HttpClient client, Server server, String path, String key)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("X-API-Key", key)
                        .timeout(Duration.ofSeconds(30))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void awaitStatus(HttpClient client, Server server, String key, int expected)
            throws Exception {
        for (int i = 0; i < MANY_REQUESTS; i++) {
            if (status(client, server, "/v1/models", key) == expected) {
                return;
            }
        }
        throw new AssertionError("the key did not become " + expected);
    }

    @Test
    void aRunningServerTakesANewKeyAndRefusesARevokedOne() throws Exception {
        try (var server = serve();
                var client = HttpClient.newHttpClient()) {
            assertThat(status(client, server, "/v1/models", "none at all")).isEqualTo(200);

            var added = run("keys", "add", "ada", "--limit", "50");
            assertThat(added.exitCode()).as(added.err()).isZero();
            var key = added.out().strip();
            awaitStatus(client, server, "none at all", 401);
            assertThat(status(client, server, "/v1/models", key)).isEqualTo(200);
            assertThat(status(client, server, "/api/v1/usage/history", key)).isEqualTo(403);

            var revoked = run("keys", "revoke", "ada");
            assertThat(revoked.exitCode()).isZero();
            assertThat(revoked.err()).contains("No key is left");
            awaitStatus(client, server, key, 401);
        }
    }

    @Test
    void aKeyIsShownOnceAndListedByItsEnding() throws Exception {
        var added = run("keys", "add", "batch", "--role", "admin", "--json");
        var key = new JsonMapper().readTree(added.out()).path("key").asString();
        var json = run("keys", "list", "--json");
        var text = run("keys", "list");

        var ending = key.substring(key.length() - 4);
        assertThat(key).matches("us-[A-Za-z0-9_-]{43}");
        var listed = new JsonMapper().readTree(json.out()).path("keys").path(0);
        assertThat(listed.path("name").asString()).isEqualTo("batch");
        assertThat(listed.path("role").asString()).isEqualTo("admin");
        assertThat(listed.path("shown").asString()).isEqualTo("us-…" + ending);
        assertThat(text.out()).contains("batch", "admin", "us-…" + ending);
        assertThat(json.out() + text.out()).doesNotContain(key.substring(0, 20));
        assertThat(Files.readString(home.resolve("home/keys.json"))).doesNotContain(key);
    }

    @Test
    void wrongUseAndFailuresSayWhatToDo() throws Exception {
        var role = run("keys", "add", "ada", "--role", "king");
        var name = run("keys", "add", "open-webui");
        var none = run("keys", "revoke", "ada");
        run("keys", "add", "ada");
        var twice = run("keys", "add", "ada");

        assertThat(role.exitCode()).isEqualTo(2);
        assertThat(role.err()).contains("trusted-front-end");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("choose another");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("keys list").doesNotContain("\tat ");
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("revoke it");
    }

    @Test
    void whoCanReadTheHomeAsksItsServerAsTheOperator() throws Exception {
        try (var server = serve("OPENWEBUI_API_KEY", "a-front-ends-key")) {
            var status = run("status", "--url", server.url());

            assertThat(status.exitCode()).as(status.err()).isZero();
        }
    }

    @Test
    void anotherAddressThanLoopbackNeedsAKeyThatIsGoodNow() throws Exception {
        assertThatThrownBy(() -> serve("MCP_SERVER_HOST", "0.0.0.0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("keys add");

        var key = run("keys", "add", "ada").out().strip();
        try (var server = serve("MCP_SERVER_HOST", "0.0.0.0");
                var client = HttpClient.newHttpClient()) {
            assertThat(status(client, server, "/v1/models", key)).isEqualTo(200);
            assertThat(status(client, server, "/v1/models", "wrong")).isEqualTo(401);
        }

        run("keys", "revoke", "ada");
        assertThatThrownBy(() -> serve("MCP_SERVER_HOST", "0.0.0.0"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void aDamagedFileOfKeysStopsTheStart() throws Exception {
        Files.createDirectories(home.resolve("home"));
        Files.writeString(home.resolve("home/keys.json"), "{");

        assertThatThrownBy(this::serve)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("keys.json")
                .hasMessageContaining("restore");
    }
}
