package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's own client over HTTP, with a key. */
class McpOverHttpTest extends McpClientContract {
    private static final String KEY = "a-long-secret-for-tests";

    private final List<Server> servers = new ArrayList<>();

    @Override
    McpClientTransport transport(String upstream) {
        var config =
                RunningServer.config(
                        home, upstream, "OPENWEBUI_API_KEY", KEY, "MCP_API_PREFIX", "/tools/mcp");
        servers.add(Server.start(config));
        return transport("/tools/mcp", "Bearer " + KEY);
    }

    private McpClientTransport transport(String path, String authorization) {
        return HttpClientStreamableHttpTransport.builder(servers.getFirst().url())
                .endpoint(path)
                .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.header("Authorization", authorization))
                .build();
    }

    @Override
    void stop() {
        servers.forEach(Server::close);
    }

    @Test
    void aClientWithAWrongKeyDoesNotGetIn() {
        var stranger = McpClient.sync(transport("/tools/mcp", "Bearer wrong")).build();

        assertThatThrownBy(stranger::initialize).hasMessageContaining("failed to initialize");
        stranger.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, ,",
        "POST, Authorization, Bearer wrong",
        "POST, Authorization, Bearer",
        "POST, Authorization, Basic YTpi",
        "POST, X-API-Key, wrong",
        "GET, ,",
        "DELETE, Authorization, Bearer wrong",
        "OPTIONS, ,",
    })
    void withoutTheKeyItIs401WithTheSchemeToUse(
            String method, @Nullable String header, @Nullable String value) throws Exception {
        var url = servers.getFirst().url() + "/tools/mcp";
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"));
        if (header != null) {
            request.header(header, String.valueOf(value));
        }
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(response.headers().firstValue("Mcp-Session-Id")).isEmpty();
            assertThat(response.body()).contains("key").doesNotContain(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api/v1/tools", "/healthz", "/auth/mcp"})
    void aPathThatTheServerNeedsItselfIsRefusedAtTheStart(String path, @TempDir Path other) {
        var settings =
                SettingsLoader.load(
                        new SettingsInput(
                                Map.of(
                                        "UNDERSTUDY_HOME",
                                        other.toString(),
                                        "MCP_SERVER_PORT",
                                        "0",
                                        "MCP_API_PREFIX",
                                        path),
                                Map.of(),
                                other,
                                other));

        assertThatThrownBy(() -> Server.start(ServerConfig.of(settings)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MCP_API_PREFIX is " + path);
        assertThat(other.resolve("ledger.db")).doesNotExist();
    }
}
