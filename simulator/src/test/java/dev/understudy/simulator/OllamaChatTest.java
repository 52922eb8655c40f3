package dev.understudy.simulator;

import static dev.understudy.simulator.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OllamaChatTest {
    private static final String ASK =
            """
            {"model":"llama3.2:3b","messages":[{"role":"user","content":"Say it once more"}]}
            """;
    private static final String ASK_WHOLE =
            """
            {"model":"llama3.2:3b","stream":false,"messages":[{"role":"user","content":"Say it"}]}
            """;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private List<JsonNode> stream(Behaviour behaviour) throws IOException {
        simulator.model("llama3.2:3b", behaviour);
        var answer = post(simulator.port(), "/api/chat", ASK);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/x-ndjson");
        assertThat(answer.end()).isEqualTo(RawClient.End.COMPLETE);
        return answer.lines().stream().map(Json::read).toList();
    }

    private JsonNode whole(Behaviour behaviour) throws IOException {
        simulator.model("llama3.2:3b", behaviour);
        var answer = post(simulator.port(), "/api/chat", ASK_WHOLE);
        assertThat(answer.status()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private static String content(List<JsonNode> lines) {
        var content = new StringBuilder();
        lines.forEach(line -> content.append(line.path("message").path("content").asString("")));
        return content.toString();
    }

    @Test
    void textStreamsPieceByPieceAndEndsWithCounters() throws IOException {
        var lines = stream(Behaviour.text("Hello there"));

        assertThat(lines).hasSize(3);
        assertThat(content(lines)).isEqualTo("Hello there");
        assertThat(lines.getFirst().path("done").asBoolean()).isFalse();
        assertThat(lines.getFirst().has("eval_count")).isFalse();
        var last = lines.getLast();
        assertThat(last.path("model").asString()).isEqualTo("llama3.2:3b");
        assertThat(last.path("message").path("role").asString()).isEqualTo("assistant");
        assertThat(last.path("done").asBoolean()).isTrue();
        assertThat(last.path("done_reason").asString()).isEqualTo("stop");
        assertThat(last.path("prompt_eval_count").asInt()).isEqualTo(4);
        assertThat(last.path("eval_count").asInt()).isEqualTo(2);
        assertThat(last.path("total_duration").asLong()).isPositive();
    }

    @Test
    void eachPieceIsAChunkOfItsOwn() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.pieces(List.of("a", "b", "c")));

        var answer = post(simulator.port(), "/api/chat", ASK);

        assertThat(answer.chunks()).hasSize(4);
        assertThat(answer.chunks()).allSatisfy(chunk -> assertThat(chunk).endsWith((byte) '\n'));
    }

    @Test
    void withoutStreamOneObjectHoldsEverything() throws IOException {
        var answer = whole(Behaviour.thinking("Well", "Fine, thanks"));

        assertThat(answer.path("message").path("content").asString()).isEqualTo("Fine, thanks");
        assertThat(answer.path("message").path("thinking").asString()).isEqualTo("Well");
        assertThat(answer.path("done").asBoolean()).isTrue();
        assertThat(answer.path("eval_count").asInt()).isEqualTo(3);
    }

    @Test
    void thinkingComesBeforeTheAnswer() throws IOException {
        var lines = stream(Behaviour.thinking("hm", "yes"));

        assertThat(lines.get(0).path("message").path("thinking").asString()).isEqualTo("hm");
        assertThat(lines.get(0).path("message").path("content").asString("none")).isEmpty();
        assertThat(lines.get(1).path("message").path("content").asString()).isEqualTo("yes");
    }

    @Test
    void argumentsOfAToolCallAreAnObject() throws IOException {
        var lines = stream(Behaviour.toolCall("run_sql", "{\"query\":\"select 1\"}"));

        var function = lines.getFirst().path("message").path("tool_calls").path(0).path("function");
        assertThat(function.path("name").asString()).isEqualTo("run_sql");
        assertThat(function.path("arguments").path("query").asString()).isEqualTo("select 1");
        assertThat(lines.getLast().path("done_reason").asString()).isEqualTo("stop");
    }

    @Test
    void echoRepeatsTheLastUserMessage() throws IOException {
        assertThat(content(stream(Behaviour.echo()))).isEqualTo("Say it once more");
    }

    @Test
    void jsonFollowsTheSchemaOfTheRequest() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.jsonBySchema());
        var ask =
                """
                {"model":"llama3.2:3b","stream":false,"messages":[{"role":"user","content":"q"}],
                 "format":{"type":"object","required":["team"],
                           "properties":{"team":{"enum":["data","general"]}}}}
                """;

        var answer = Json.read(post(simulator.port(), "/api/chat", ask).body());

        assertThat(answer.path("message").path("content").asString())
                .isEqualTo("{\"team\":\"data\"}");
    }

    @Test
    void emptyAnswerIsDoneAtOnceAndItsZeroCounterIsAbsent() throws IOException {
        var lines = stream(Behaviour.empty());

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().path("done").asBoolean()).isTrue();
        assertThat(lines.getFirst().has("eval_count")).isFalse();
        assertThat(lines.getFirst().has("prompt_eval_count")).isTrue();
    }

    @Test
    void emptyAfterThinkingHasNoContent() throws IOException {
        var lines = stream(Behaviour.emptyAfterThinking("let me see"));

        assertThat(content(lines)).isEmpty();
        assertThat(lines.getFirst().path("message").path("thinking").asString()).isEqualTo("let");
        assertThat(lines.getLast().path("done").asBoolean()).isTrue();
    }

    @Test
    void givenUsageAndFinishReasonAreReported() throws IOException {
        var last = stream(Behaviour.text("cut").usage(120, 8000).finish("length")).getLast();

        assertThat(last.path("prompt_eval_count").asInt()).isEqualTo(120);
        assertThat(last.path("eval_count").asInt()).isEqualTo(8000);
        assertThat(last.path("done_reason").asString()).isEqualTo("length");
    }

    @Test
    void withoutUsageThereAreNoCounters() throws IOException {
        var last = stream(Behaviour.text("hi").withoutUsage()).getLast();

        assertThat(last.has("prompt_eval_count")).isFalse();
        assertThat(last.has("eval_count")).isFalse();
    }

    @Test
    void cloudModelsAnswerWithoutTheirSuffix() throws IOException {
        simulator.model("gpt-oss:120b-cloud", Behaviour.text("hi"));
        var ask =
                """
                {"model":"gpt-oss:120b-cloud","stream":false,
                 "messages":[{"role":"user","content":"q"}]}
                """;

        var answer = Json.read(post(simulator.port(), "/api/chat", ask).body());

        assertThat(answer.path("model").asString()).isEqualTo("gpt-oss:120b");
    }

    @Test
    void errorsCarryStatusBodyAndHeaders() throws IOException {
        simulator.model(
                "llama3.2:3b",
                Behaviour.error(429, "{\"error\":\"usage limit\"}").withHeader("Retry-After", "3"),
                Behaviour.error(502));

        var first = post(simulator.port(), "/api/chat", ASK);
        var second = post(simulator.port(), "/api/chat", ASK);

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.headers()).containsEntry("retry-after", "3");
        assertThat(first.body()).isEqualTo("{\"error\":\"usage limit\"}");
        assertThat(second.status()).isEqualTo(502);
        assertThat(Json.read(second.body()).path("error").isString()).isTrue();
    }

    @Test
    void emptyMessagesLoadTheModelAndLeaveTheScriptAlone() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.text("first"), Behaviour.text("second"));

        var load = post(simulator.port(), "/api/chat", "{\"model\":\"llama3.2:3b\"}");
        var chat = post(simulator.port(), "/api/chat", ASK);

        assertThat(Json.read(load.body()).path("done_reason").asString()).isEqualTo("load");
        assertThat(content(chat.lines().stream().map(Json::read).toList())).isEqualTo("first");
        assertThat(simulator.chatCount()).isEqualTo(1);
        assertThat(simulator.requests()).hasSize(2);
    }

    @Test
    void delaysAreKept() throws IOException {
        simulator.model(
                "llama3.2:3b",
                Behaviour.pieces(List.of("a", "b"))
                        .firstTokenAfter(Duration.ofMillis(60))
                        .betweenTokens(Duration.ofMillis(30)));
        var begin = RealTime.now();

        post(simulator.port(), "/api/chat", ASK);

        assertThat(Duration.between(begin, RealTime.now()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(110));
    }

    @Test
    void headersMayComeBeforeTheFirstLine() throws IOException {
        simulator.model(
                "llama3.2:3b",
                Behaviour.text("never")
                        .headersAfter(Duration.ofMillis(1))
                        .firstTokenAfter(Duration.ofHours(1)));
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", "/api/chat", ASK);

            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void linesCanBeCutInsideACharacter() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.pieces(List.of("Größe 🎭")).splitBytes());

        var answer = post(simulator.port(), "/api/chat", ASK);

        assertThat(answer.chunks()).hasSize(4);
        assertThat(answer.chunks().getFirst()).endsWith((byte) 0xC3);
        assertThat(answer.chunks().get(1)).startsWith((byte) 0xB6);
        assertThat(content(answer.lines().stream().map(Json::read).toList())).isEqualTo("Größe 🎭");
    }

    @Test
    void theLastBehaviourRepeatsForEver() throws IOException {
        simulator.model("llama3.2:3b", Behaviour.error(500), Behaviour.text("well again"));

        var statuses =
                List.of(
                        post(simulator.port(), "/api/chat", ASK).status(),
                        post(simulator.port(), "/api/chat", ASK).status(),
                        post(simulator.port(), "/api/chat", ASK).status());

        assertThat(statuses).containsExactly(500, 200, 200);
    }

    @Test
    void thousandsOfPiecesArriveWhole() throws IOException {
        var text = "word ".repeat(20_000);

        assertThat(content(stream(Behaviour.text(text)))).isEqualTo(text);
    }
}
