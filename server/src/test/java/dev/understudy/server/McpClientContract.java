package dev.understudy.server;

import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the protocol's own Java client gets, over whatever transport: a real server, a simulated
 * model, the made-up shop. The client checks what it gets against the tools' schemas.
 */
abstract class McpClientContract {
    private static final String SQL =
            "SELECT status, COUNT(*) AS orders FROM orders GROUP BY status ORDER BY status";

    /** A process of its own starts slowly where much else is built meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path home;
    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    private Simulator upstream;
    private McpSyncClient client;

    /** To a server that asks the models of {@code upstream}. */
    abstract McpClientTransport transport(String upstream) throws Exception;

    /** After the client has left. */
    abstract void stop();

    @BeforeEach
    void connect() throws Exception {
        upstream = Simulator.start();
        client =
                McpClient.sync(transport(upstream.url()))
                        .requestTimeout(PATIENCE)
                        .initializationTimeout(PATIENCE)
                        .enableCallToolSchemaCaching(true)
                        .progressConsumer(progress::add)
                        .build();
        client.initialize();
    }

    @AfterEach
    void disconnect() {
        client.closeGracefully();
        stop();
        upstream.close();
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return result.content().stream()
                .map(it -> ((TextContent) it).text())
                .collect(Collectors.joining("\n"));
    }

    private static JsonNode structured(CallToolResult result) {
        return RunningServer.JSON.valueToTree(result.structuredContent());
    }

    @Test
    void itSaysWhoItIs() {
        assertThat(client.getServerInfo().name()).isEqualTo("understudy");
        assertThat(client.getServerInstructions()).contains("run_query");
        assertThat(client.getServerCapabilities().tools()).isNotNull();
        assertThat(client.ping()).isNotNull();
    }

    @Test
    void allToolsAreListedAndOnlyRead() {
        var tools = client.listTools().tools();

        assertThat(tools)
                .extracting(Tool::name)
                .containsExactly("ask", "list_tables", "describe_table", "run_query", "usage");
        assertThat(tools)
                .allSatisfy(tool -> {
                    assertThat(tool.annotations().readOnlyHint()).isTrue();
                    assertThat(tool.inputSchema()).containsEntry("type", "object");
                    assertThat(tool.outputSchema()).containsEntry("type", "object");
                });
    }

    @Test
    void tablesAreListed() {
        var result = call("list_tables", Map.of());

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).contains("sample (DuckDB)", "- customers: ");
        var source = structured(result).path("sources").path(0);
        assertThat(source.path("name").asString()).isEqualTo("sample");
        assertThat(source.path("state").asString()).isEqualTo("usable");
        assertThat(source.path("tables").valueStream().map(it -> it.path("name").asString()))
                .contains("customers", "orders", "order_items", "products");
    }

    @Test
    void aTableIsDescribed() {
        var result = call("describe_table", Map.of("table", "ORDERS"));

        assertThat(text(result)).contains("orders (", "status");
        var table = structured(result);
        assertThat(table.path("name").asString()).isEqualTo("orders");
        assertThat(table.path("columns").valueStream().map(it -> it.path("name").asString()))
                .contains("status", "customer_id");
        assertThat(table.at("/foreign_keys/0/table").asString()).isEqualTo("customers");
    }

    @Test
    void aStatementGivesItsRowsAsTextAndAsValues() {
        var result = call("run_query", Map.of("sql", SQL));

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).contains("| status", "| completed |");
        var json = structured(result);
        assertThat(json.path("source").asString()).isEqualTo("sample");
        assertThat(json.path("columns").toString()).isEqualTo("[\"status\",\"orders\"]");
        assertThat(json.path("row_count").asInt()).isEqualTo(json.path("rows").size());
        assertThat(json.at("/rows/0/1").isNumber()).isTrue();
        assertThat(json.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void aStatementThatWritesIsNotRunAndTheModelIsToldWhy() {
        var result = call("run_query", Map.of("sql", "DELETE FROM orders"));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("The statement was not run.");
        assertThat(text(call("run_query", Map.of("sql", "SELECT COUNT(*) FROM orders"))))
                .doesNotContain("| 0 |");
    }

    @Test
    void usageIsTold() {
        var result = call("usage", Map.of());

        assertThat(text(result)).contains("Usage: 0/1000 requests (0.0%)");
        assertThat(structured(result).path("requests_today").asInt(-1)).isZero();
    }

    @Test
    void aQuestionIsAnsweredByTheAgentsAndItsStepsAreTold() {
        upstream.when(
                        it -> it.json().path("format").toString().contains("not_data"),
                        Behaviour.json(
                                """
                                {"kind":"sql","source":"sample","sql":"%s","assumption":"","message":"","chart":"auto"}\
                                """
                                        .formatted(SQL)))
                .model(PRIMARY, Behaviour.text("Most orders are completed."));

        var result =
                client.callTool(
                        CallToolRequest.builder("ask")
                                .arguments(
                                        Map.of("question", "How many orders are there by status?"))
                                .progressToken("steps")
                                .build());

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).contains("Most orders are completed.", "| completed |");
        var json = structured(result);
        assertThat(json.path("outcome").asString()).isEqualTo("answered");
        assertThat(json.path("model_used").asString()).isEqualTo(PRIMARY);
        assertThat(json.at("/quota_status/used").asInt()).isEqualTo(1);
        assertThat(json.at("/usage/total_tokens").asInt()).isPositive();
        assertThat(json.path("notices").isArray()).isTrue();
        assertThat(progress).allMatch(it -> it.progressToken().equals("steps"));
        assertThat(progress)
                .extracting(ProgressNotification::message)
                .anyMatch(it -> it.contains("Routing to: Data Analysis Team"))
                .anyMatch(it -> it.contains("SQL for sample"));
        // The SDK's client hears them on several threads, so not always in the order sent.
        assertThat(progress).extracting(ProgressNotification::progress).doesNotHaveDuplicates();
    }

    @Test
    void theFallbackAnswersAndItsNoticeIsInBothFormsOfTheResult() {
        upstream.model(PRIMARY, Behaviour.error(500))
                .model(RunningServer.FALLBACK, Behaviour.text("Quite well."));

        var result = call("ask", Map.of("question", "Tell me a story about nothing."));

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).contains("Quite well.", "Notice: Using Fallback Model");
        assertThat(structured(result).path("notices").toString()).contains("fallback_engaged");
    }

    @Test
    void whereNoModelAnswersTheErrorSaysWhatToDo() {
        upstream.model(PRIMARY, Behaviour.error(500))
                .model(RunningServer.FALLBACK, Behaviour.error(500));

        var result = call("ask", Map.of("question", "Tell me a story about nothing."));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("Please try again");
        assertThat(structured(result).path("outcome").asString()).isEqualTo("failed");
    }
}
