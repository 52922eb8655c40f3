package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.server.Server;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class QueryCommandTest {
    private static final String ID = "3a0fb2a4-9b96-4692-b955-2e341d189911";

    @TempDir Path home;
    @TempDir Path serverHome;

    private Ran run(String... arguments) throws Exception {
        return Ran.with(home, Map.of(), "", arguments);
    }

    private Server serve(Simulator upstream) {
        var flags =
                Map.of(
                        "UNDERSTUDY_HOME",
                        serverHome.toString(),
                        "OLLAMA_HOST",
                        upstream.url(),
                        "MCP_SERVER_PORT",
                        "0",
                        "RETRY_DELAY_SECONDS",
                        "0.1");
        return Server.start(
                ServerConfig.of(
                        SettingsLoader.load(
                                new SettingsInput(flags, Map.of(), serverHome, serverHome))));
    }

    /** Returns the query's id. */
    private static String ask(Server server) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/v1/chat/completions"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"messages":[{"role":"user","content":"Hello"}],"user":"a\\u001b[31mda"}
                                        """))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("x-request-id")
                    .orElseThrow();
        }
    }

    @Test
    void onlyTheConfiguredServerAndThisMachineSeeTheOperatorsCredentials() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        var stranger =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext(
                "/",
                exchange -> {
                    var shown = exchange.getRequestHeaders().getFirst("Authorization");
                    seen.add(String.valueOf(shown));
                    exchange.sendResponseHeaders(401, 2);
                    try (var body = exchange.getResponseBody()) {
                        body.write("{}".getBytes(StandardCharsets.US_ASCII));
                    }
                });
        stranger.start();
        try {
            // Another way to say this machine that is not known as such.
            var elsewhere = "http://0.0.0.0:" + stranger.getAddress().getPort();
            var key = Map.of("OPENWEBUI_API_KEY", "a-long-secret");
            var wary = Ran.with(home, key, "", "query", ID, "--url", elsewhere);

            assertThat(wary.exitCode()).isEqualTo(1);
            assertThat(wary.err()).contains("HTTP 401").contains("add --trust");
            assertThat(seen).containsExactly("null");

            var refused = Ran.with(home, key, "", "query", ID, "--url", elsewhere, "--trust");
            assertThat(refused.err())
                    .contains("HTTP 401", "OPENWEBUI_API_KEY", "SECRET_KEY")
                    .doesNotContain("a-long-secret");
            assertThat(seen).containsExactly("null", "Bearer a-long-secret");
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void theTrailIsATimelineForPeopleAndAnObjectForPrograms() throws Exception {
        try (var upstream = Simulator.start()) {
            upstream.model("gpt-oss:120b-cloud", Behaviour.error(500))
                    .model("llama3.2:3b", Behaviour.text("local"));
            try (var server = serve(upstream)) {
                var id = ask(server);
                var text = run("query", id, "--url", server.url());
                var json = run("query", id, "--json", "--url", server.url());

                assertThat(text.exitCode()).isZero();
                assertThat(text.out())
                        .startsWith("Query " + id + ": answered_by_fallback by llama3.2:3b")
                        .containsSubsequence(
                                "3 attempts",
                                "attempt 1 on gpt-oss:120b-cloud (metered)",
                                "attempt 1 ended: unreachable (HTTP 500)",
                                "waits 100 ms before gpt-oss:120b-cloud is asked again: so that it can recover",
                                "attempt 2 on gpt-oss:120b-cloud (metered)",
                                "attempt 3 on llama3.2:3b",
                                "attempt 3 ended: ok",
                                "ended: answered_by_fallback")
                        .doesNotContain("\u001b");
                assertThat(text.out().lines().skip(2))
                        .hasSize(8)
                        .allMatch(it -> it.contains(" ms  "));
                assertThat(json.exitCode()).isZero();
                assertThat(new JsonMapper().readTree(json.out()).path("query_id").asString(""))
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void anUnknownQueryIsAFailureAndWhatIsNoIdIsWrongUse() throws Exception {
        try (var upstream = Simulator.start();
                var server = serve(upstream)) {
            var unknown = run("query", ID, "--url", server.url());
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("knows no query of this id");

            var wrong = run("query", "yesterday", "--url", server.url());
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("yesterday").doesNotContain("\tat ");
        }
    }
}
