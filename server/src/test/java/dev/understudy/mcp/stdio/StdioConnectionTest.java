package dev.understudy.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.RpcJson;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import dev.understudy.mcp.tool.UsageTool;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class StdioConnectionTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
    private static final String CANCELLED =
            """
            {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":%s}}
            """;
    private static final String USE =
            """
            {"jsonrpc":"2.0","id":%s,"method":"tools/call","params":{"name":"usage","arguments":{}}}
            """;

    /** Works until it is called off, or for ever. */
    private static final class Endless implements ServedTool {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CompletableFuture<ToolUse> calledOff = new CompletableFuture<>();

        @Override
        public ToolDescription description() {
            return ToolDescription.of(UsageTool.class, "usage");
        }

        @Override
        public ToolResult use(ToolArguments arguments, ToolUse use) throws InterruptedException {
            var ended = new CountDownLatch(1);
            use.cancellation().onCancel(ended::countDown);
            begun.countDown();
            ended.await();
            calledOff.complete(use);
            return ToolResult.of("late", JsonNodeFactory.instance.objectNode());
        }
    }

    private static List<JsonNode> replies(String input) throws IOException {
        var out = new ByteArrayOutputStream();
        var session = new McpServer("1", List.of()).open("somebody");
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        new StdioConnection(in, out, session).serve();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> new JsonMapper().readTree(line))
                .toList();
    }

    @Test
    void eachMessageIsALineAndSoIsEachReply() throws IOException {
        var replies = replies("\n" + PING + " \r\n" + PING.replace("1,", "2,").strip());

        assertThat(replies).extracting(it -> it.path("id").asInt()).containsExactly(1, 2);
    }

    @Test
    void whatIsNoMessageIsAnsweredAndTheNextOneIsRead() throws IOException {
        var replies = replies("{\n[" + PING.strip() + "]\nnonsense\n" + PING);

        assertThat(replies)
                .extracting(it -> it.at("/error/code").asInt())
                .containsExactly(-32700, -32600, -32700, 0);
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        var replies = replies("x".repeat(2 * RpcJson.LONGEST_MESSAGE) + "\n" + PING);

        assertThat(replies).hasSize(2);
        assertThat(replies.getFirst().at("/error/message").asString()).contains("send less");
        assertThat(replies.getLast().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void aUseThatIsCancelledIsCalledOffAndGetsNoReply() throws Exception {
        var tool = new Endless();
        var session = new McpServer("1", List.of(tool)).open("somebody");
        var toClient = new PipedInputStream();
        CompletableFuture<Void> serving;
        try (var toServer = new PipedOutputStream();
                var out = new PipedOutputStream(toClient)) {
            serving = serving(new StdioConnection(new PipedInputStream(toServer), out, session));
            write(toServer, USE.formatted("7"));
            assertThat(tool.begun.await(20, TimeUnit.SECONDS)).isTrue();

            write(toServer, CANCELLED.formatted("\"7\""));
            write(toServer, CANCELLED.formatted("7"));
            tool.calledOff.get(20, TimeUnit.SECONDS);
            session.close().get(20, TimeUnit.SECONDS);
            write(toServer, PING);

            assertThat(firstLine(toClient))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        }
        serving.get(20, TimeUnit.SECONDS);
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return String.valueOf(line);
    }

    @Test
    void whenTheInputEndsClosingTheSessionCallsOffWhatRuns() throws Exception {
        var tool = new Endless();
        var session = new McpServer("1", List.of(tool)).open("somebody");
        var in = new ByteArrayInputStream(USE.formatted("7").getBytes(StandardCharsets.UTF_8));

        new StdioConnection(in, OutputStream.nullOutputStream(), session).serve();
        session.close().get(20, TimeUnit.SECONDS);

        assertThat(tool.calledOff).isDone();
        assertThat(session.busy()).isFalse();
    }

    @Test
    void oneClientCannotUseMoreThanItsShareOfToolsAtOnce() throws Exception {
        var session = new McpServer("1", List.of(new Endless())).open("somebody");
        var out = new ByteArrayOutputStream();
        var input = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            input.append(USE.formatted(i));
        }
        var in = new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.UTF_8));

        new StdioConnection(in, out, session).serve();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.contains("Too many tools"));
        session.close().get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> serving(StdioConnection connection) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        connection.serve();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private static void write(OutputStream to, String line) throws IOException {
        to.write(line.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
