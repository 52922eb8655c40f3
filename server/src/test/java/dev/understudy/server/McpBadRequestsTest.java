package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client may do wrong over HTTP, and what becomes of what it calls off. */
class McpBadRequestsTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String ASK =
            """
            {"jsonrpc":"2.0","id":"q1","method":"tools/call","params":{"name":"ask",\
            "arguments":{"question":"Tell me a story about nothing."}}}\
            """;

    @TempDir Path home;
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator upstream;
    private RunningServer server;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        server = RunningServer.start(home, upstream, "HEARTBEAT_SECONDS", "0.05");
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
        upstream.close();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private HttpRequest.Builder post(String body) {
        return request().POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A new session's id. */
    private String open() throws Exception {
        var response =
                send(
                        post(
                                """
                                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
                                """));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private HttpResponse<String> inSession(String body) throws Exception {
        return send(post(body).header("Mcp-Session-Id", open()));
    }

    private JsonNode call(String params) throws Exception {
        var response =
                inSession(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":%s}"
                                .formatted(params));
        assertThat(response.statusCode()).isEqualTo(200);
        return message(response);
    }

    /** The reply, which a heartbeat may have made the last event of a stream. */
    private static JsonNode message(HttpResponse<String> response) {
        var events = response.body().lines().filter(line -> line.startsWith("data: ")).toList();
        return RunningServer.JSON.readTree(
                events.isEmpty() ? response.body() : events.getLast().substring("data: ".length()));
    }

    private static String code(HttpResponse<String> response) {
        return RunningServer.json(response).at("/error/code").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2024-11-05",
        "1999-01-01, 2025-11-25",
        "'', 2025-11-25",
    })
    void theVersionAskedForIsSpokenOrTheLatestIsOffered(String asked, String agreed)
            throws Exception {
        var response =
                send(
                        post(
                                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"%s\"}}"
                                        .formatted(asked)));

        assertThat(RunningServer.json(response).at("/result/protocolVersion").asString())
                .isEqualTo(agreed);
    }

    @Test
    void initializeWithoutAVersionIsRefused() throws Exception {
        var response =
                send(
                        post(
                                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}"));

        assertThat(RunningServer.json(response).at("/error/code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "[%s]", "42", "{\"jsonrpc\":\"2.0\",\"id\":1}"})
    void whatIsNoMessageIsRefusedInTheProtocolsOwnForm(String body) throws Exception {
        var response = inSession(body.formatted(PING));

        assertThat(response.statusCode()).isEqualTo(400);
        var json = RunningServer.json(response);
        assertThat(json.path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(json.at("/error/code").asInt()).isIn(-32700, -32600);
        assertThat(json.at("/error/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources/list",
                "prompts/list",
                "logging/setLevel",
                "tools/Call",
                "",
                "a\\nb"
            })
    void anUnknownMethodIsNamed(String method) throws Exception {
        var response =
                inSession("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}".formatted(method));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(RunningServer.json(response).at("/error/code").asInt()).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":5}",
                "{\"name\":\"drop_table\",\"arguments\":{}}",
                "{\"name\":\"usage\",\"arguments\":[]}",
                "{\"name\":\"usage\",\"arguments\":\"x\"}",
            })
    void aCallOfNoToolIsAnErrorOfTheProtocol(String params) throws Exception {
        assertThat(call(params).at("/error/code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"ask\",\"arguments\":{}}| question is missing",
                "{\"name\":\"ask\"}| question is missing",
                "{\"name\":\"ask\",\"arguments\":{\"question\":\" \"}}| question is missing",
                "{\"name\":\"ask\",\"arguments\":{\"question\":5}}| question must be a string",
                "{\"name\":\"ask\",\"arguments\":{\"question\":\"x\",\"model\":\"y\"}}| This tool takes: question",
                "{\"name\":\"usage\",\"arguments\":{\"days\":5}}| This tool takes none",
                "{\"name\":\"list_tables\",\"arguments\":{\"source\":\"crm\"}}| There are: sample",
                "{\"name\":\"describe_table\",\"arguments\":{\"table\":\"nothing\"}}| list_tables tells",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":[]}}| sql must be a string",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":\"SELECT 1; SELECT 2\"}}| The statement was not run",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":\"COPY orders TO 'x'\"}}| The statement was not run",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":\"SELECT * FROM read_csv('/etc/passwd')\"}}| The statement was not run",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":\"SELECT * FROM custommers\"}}| customers",
                "{\"name\":\"run_query\",\"arguments\":{\"sql\":\"SELECT nothing FROM orders\"}}| describe_table tells the columns",
            })
    void aToolThatCannotDoItSaysWhatToDo(String params, String said) throws Exception {
        var result = call(params).path("result");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asString()).contains(said);
        assertThat(upstream.chatCount()).isZero();
    }

    @Test
    void aHugeMessageIsNotRead() throws Exception {
        var response = inSession("{\"x\":\"" + "x".repeat(300 * 1024) + "\"}");

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aMessageOfAnotherTypeIsNotRead() throws Exception {
        var text =
                HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(PING));

        assertThat(send(text).statusCode()).isEqualTo(415);
    }

    @Test
    void aClientThatReadsNeitherFormIsToldSo() throws Exception {
        assertThat(send(post(PING).setHeader("Accept", "text/html")).statusCode()).isEqualTo(406);
    }

    @Test
    void aClientThatReadsEventsOnlyGetsEvents() throws Exception {
        var response =
                send(
                        post(PING)
                                .setHeader("Accept", "text/event-stream")
                                .header("Mcp-Session-Id", open()));

        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.body())
                .isEqualTo(
                        "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");
    }

    @Test
    void aPageOfAnotherOriginDoesNotGetIn() throws Exception {
        var foreign = send(post(PING).header("Origin", "http://evil.example:8000"));
        var own =
                send(
                        post(PING)
                                .header("Origin", "http://localhost:6274")
                                .header("Mcp-Session-Id", open()));

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void thereIsNoStreamToGetAndNothingElseToDo() throws Exception {
        for (var method : new String[] {"GET", "PUT", "PATCH", "HEAD"}) {
            var response = send(request().method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(response.statusCode()).as(method).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("POST, DELETE, OPTIONS");
        }
        assertThat(
                        send(request().method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(204);
    }

    @Test
    void withoutASessionNothingIsDone() throws Exception {
        var without = send(post(PING));
        var unknown = send(post(PING).header("Mcp-Session-Id", "nobody"));

        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(code(without)).isEqualTo("session_missing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(code(unknown)).isEqualTo("session_not_found");
    }

    @Test
    void aSessionThatItsClientEndedIsGone() throws Exception {
        var id = open();
        var ended = send(request().DELETE().header("Mcp-Session-Id", id));

        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(send(post(PING).header("Mcp-Session-Id", id)).statusCode()).isEqualTo(404);
        assertThat(send(request().DELETE().header("Mcp-Session-Id", id)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aVersionThatIsNotSpokenIsRefused() throws Exception {
        var id = open();
        var wrong =
                send(
                        post(PING)
                                .header("Mcp-Session-Id", id)
                                .header("MCP-Protocol-Version", "1999-01-01"));
        var right =
                send(
                        post(PING)
                                .header("Mcp-Session-Id", id)
                                .header("MCP-Protocol-Version", "2025-11-25"));

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(right.statusCode()).isEqualTo(200);
    }

    @Test
    void aNotificationIsAcknowledgedWithoutABody() throws Exception {
        var response = inSession("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    private CompletableFuture<HttpResponse<String>> askAndWaitForTheModel(String session)
            throws Exception {
        upstream.model(RunningServer.PRIMARY, Behaviour.silence());
        var reply =
                client.sendAsync(
                        post(ASK).header("Mcp-Session-Id", session).build(),
                        HttpResponse.BodyHandlers.ofString());
        while (upstream.chatCount() == 0 && !reply.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(reply).as("the model is still thinking").isNotDone();
        return reply;
    }

    private void theModelIsStoppedAndTheAttemptCounted() throws Exception {
        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
        server.awaitIdle();
        assertThat(server.used()).isEqualTo(1);
        assertThat(upstream.chatCount()).isEqualTo(1);
    }

    @Test
    void aCallThatIsCancelledEndsWithoutAReplyAndTheModelIsStopped() throws Exception {
        var session = open();
        var reply = askAndWaitForTheModel(session);

        var cancelled =
                send(
                        post("""
                        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"q1","reason":"enough"}}\
                        """)
                                .header("Mcp-Session-Id", session));

        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(reply.get(30, TimeUnit.SECONDS).body()).doesNotContain("\"id\"");
        theModelIsStoppedAndTheAttemptCounted();
    }

    @Test
    void aCallWhoseClientGoesAwayIsCancelled() throws Exception {
        upstream.model(RunningServer.PRIMARY, Behaviour.silence());
        try (var leaving = server.rawClient()) {
            leaving.write(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nMcp-Session-Id: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(open(), ASK.length(), ASK));
            while (upstream.chatCount() == 0) {
                Thread.onSpinWait();
            }
        }

        theModelIsStoppedAndTheAttemptCounted();
    }

    @Test
    void withoutCredentialsAPageWhoseHostIsResolvedToThisMachineOpensNoSession() throws Exception {
        try (var page = server.rawClient()) {
            page.write(
                    "POST /mcp HTTP/1.1\r\nHost: evil.example:8000\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(PING.length(), PING));
            assertThat(page.readUntil("host_not_allowed")).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aSessionThatIsEndedCallsOffWhatRuns() throws Exception {
        var session = open();
        var reply = askAndWaitForTheModel(session);

        send(request().DELETE().header("Mcp-Session-Id", session));

        assertThat(reply.get(30, TimeUnit.SECONDS).body()).doesNotContain("\"id\"");
        theModelIsStoppedAndTheAttemptCounted();
    }

    @Test
    void whatIsNotRunningCanBeCancelledWithoutHarm() throws Exception {
        for (var id : new String[] {"\"q1\"", "7", "{}", "null", "[1]"}) {
            var response =
                    inSession(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s}}"
                                    .formatted(id));

            assertThat(response.statusCode()).as(id).isEqualTo(202);
        }
    }

    @Test
    void theSameIdTwiceAtOnceIsRefused() throws Exception {
        var session = open();
        var _ = askAndWaitForTheModel(session);

        var second = send(post(ASK).header("Mcp-Session-Id", session));

        assertThat(message(second).at("/error/message").asString()).contains("still running");
        send(request().DELETE().header("Mcp-Session-Id", session));
        theModelIsStoppedAndTheAttemptCounted();
    }

    @Test
    void aLongCallKeepsItsConnectionAliveUntilTheReply() throws Exception {
        upstream.model(
                RunningServer.PRIMARY,
                Behaviour.text("At last.").firstTokenAfter(Duration.ofMillis(400)));

        var response = inSession(ASK);

        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.body()).startsWith(": still working\n\n").contains("At last.");
    }

    @Test
    void sessionsBeyondTheBoundDoNotKeepNewClientsOut() throws Exception {
        var first = open();
        for (int i = 0; i < 1_100; i++) {
            open();
        }

        assertThat(send(post(PING).header("Mcp-Session-Id", first)).statusCode()).isEqualTo(404);
        assertThat(send(post(PING).header("Mcp-Session-Id", open())).statusCode()).isEqualTo(200);
    }
}
