package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.KeyFile;
import dev.understudy.auth.apikey.NewKey;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one user may use of what is served to AI clients, and what is left for the others. */
@Timeout(180)
class McpSharesTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    @TempDir Path home;
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator upstream;
    private RunningServer server;
    private String ada;
    private String bob;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        ada = key("ada");
        bob = key("bob");
        server = RunningServer.start(home, upstream);
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
        upstream.close();
    }

    /** A new key of a user. */
    private String key(String name) {
        var made =
                NewKey.make(
                        name, Role.USER, OptionalLong.empty(), Instant.EPOCH, new SecureRandom());
        KeyFile.in(home).add(made.stored());
        return made.key();
    }

    private HttpRequest.Builder post(String key, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                .timeout(Duration.ofSeconds(120))
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String open(String key) throws Exception {
        var response =
                client.send(post(key, INITIALIZE).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private CompletableFuture<HttpResponse<String>> use(
            String key, String session, int id, String tool, String arguments) {
        var body =
                """
                {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s","arguments":%s}}\
                """
                        .formatted(id, tool, arguments);
        var request = post(key, body).header("Mcp-Session-Id", session);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void oneUserHasSixteenUsesOverAllItsSessionsAndOthersHaveTheirs() throws Exception {
        upstream.model(RunningServer.PRIMARY, Behaviour.silence());
        var refused = new AtomicInteger();
        var asked = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 3; i++) {
            var session = open(ada);
            for (int id = 0; id < 8; id++) {
                asked.add(
                        use(ada, session, id, "ask", "{\"question\":\"Tell me a story\"}")
                                .thenAccept(reply -> {
                                    assertThat(reply.body()).contains("Too many tools");
                                    refused.incrementAndGet();
                                }));
            }
        }
        while (refused.get() < 8) {
            assertThat(asked).noneMatch(CompletableFuture::isCompletedExceptionally);
            Thread.onSpinWait();
        }

        var usage = use(bob, open(bob), 1, "usage", "{}").get(60, TimeUnit.SECONDS);

        assertThat(usage.body()).contains("tokens today").doesNotContain("\"isError\":true");
        assertThat(refused).hasValue(8);
    }

    @Test
    void whoOpensSessionsWithoutEndEndsItsOwn() throws Exception {
        var bobs = open(bob);
        var first = open(ada);
        for (int i = 0; i < 64; i++) {
            open(ada);
        }

        assertThat(use(ada, first, 1, "usage", "{}").get().statusCode()).isEqualTo(404);
        assertThat(use(bob, bobs, 1, "usage", "{}").get().statusCode()).isEqualTo(200);
    }
}
