package dev.understudy.simulator;

import static dev.understudy.simulator.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private RawClient.Answer ask(Behaviour behaviour, String more) throws IOException {
        simulator.model("m", behaviour);
        var body =
                """
                {"model":"m","messages":[{"role":"user",
                  "content":[{"type":"text","text":"two words"}]}]%s}
                """
                        .formatted(more);
        return post(simulator.port(), "/v1/chat/completions", body);
    }

    private static List<JsonNode> chunks(RawClient.Answer answer) {
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        return answer.lines().stream()
                .map(line -> line.substring("data: ".length()))
                .filter(data -> !data.equals("[DONE]"))
                .map(Json::read)
                .toList();
    }

    private static String joined(List<JsonNode> chunks, String field) {
        var text = new StringBuilder();
        for (var chunk : chunks) {
            text.append(chunk.path("choices").path(0).path("delta").path(field).asString(""));
        }
        return text.toString();
    }

    @Test
    void streamHasOneIdARoleTheTextAFinishAndDone() throws IOException {
        var chunks = chunks(ask(Behaviour.text("Hello there"), ",\"stream\":true"));

        assertThat(chunks).extracting(chunk -> chunk.path("id").asString()).hasSize(4);
        assertThat(chunks)
                .extracting(chunk -> chunk.path("id").asString())
                .containsOnly("chatcmpl-1");
        assertThat(joined(chunks, "role")).isEqualTo("assistant");
        assertThat(joined(chunks, "content")).isEqualTo("Hello there");
        var last = chunks.getLast().path("choices").path(0);
        assertThat(last.path("delta").isEmpty()).isTrue();
        assertThat(last.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(chunks).allMatch(chunk -> !chunk.has("usage"));
    }

    @Test
    void usageComesInAChunkOfItsOwnWhenAskedFor() throws IOException {
        var chunks =
                chunks(
                        ask(
                                Behaviour.text("Hello there"),
                                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        var last = chunks.getLast();
        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.path("usage").path("prompt_tokens").asInt()).isEqualTo(2);
        assertThat(last.path("usage").path("completion_tokens").asInt()).isEqualTo(2);
        assertThat(last.path("usage").path("total_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void withoutStreamOneCompletionHoldsEverything() throws IOException {
        var answer = Json.read(ask(Behaviour.thinking("hm", "Yes"), "").body());

        assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
        var choice = answer.path("choices").path(0);
        assertThat(choice.path("message").path("content").asString()).isEqualTo("Yes");
        assertThat(choice.path("message").path("reasoning_content").asString()).isEqualTo("hm");
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void thinkingStreamsAsReasoningContent() throws IOException {
        var chunks = chunks(ask(Behaviour.thinking("let me see", "Yes"), ",\"stream\":true"));

        assertThat(joined(chunks, "reasoning_content")).isEqualTo("let me see");
        assertThat(joined(chunks, "content")).isEqualTo("Yes");
    }

    @Test
    void toolCallsStreamNameThenArguments() throws IOException {
        var chunks = chunks(ask(Behaviour.toolCall("add", "{\"a\":1}"), ",\"stream\":true"));

        var arguments = new StringBuilder();
        for (var chunk : chunks) {
            var call = chunk.path("choices").path(0).path("delta").path("tool_calls").path(0);
            arguments.append(call.path("function").path("arguments").asString(""));
        }
        assertThat(arguments.toString()).isEqualTo("{\"a\":1}");
        assertThat(chunks.getLast().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("tool_calls");
    }

    @Test
    void wholeToolCallsHaveArgumentsAsAStringAndNoContent() throws IOException {
        var answer = Json.read(ask(Behaviour.toolCall("add", "{\"a\":1}"), "").body());

        var message = answer.path("choices").path(0).path("message");
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("tool_calls").path(0).path("function").path("arguments").asString())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void echoAndSchemaAreReadFromThisWireToo() throws IOException {
        var echo = Json.read(ask(Behaviour.echo(), "").body());
        var bySchema =
                Json.read(
                        ask(
                                        Behaviour.jsonBySchema(),
                                        """
                                        ,"response_format":{"type":"json_schema","json_schema":
                                        {"name":"s","schema":{"type":"object","required":["n"],
                                        "properties":{"n":{"type":"integer","minimum":3}}}}}
                                        """)
                                .body());

        assertThat(content(echo)).isEqualTo("two words");
        assertThat(content(bySchema)).isEqualTo("{\"n\":3}");
    }

    private static String content(JsonNode completion) {
        return completion.path("choices").path(0).path("message").path("content").asString();
    }

    @Test
    void emptyAnswerStillFinishes() throws IOException {
        var chunks = chunks(ask(Behaviour.empty(), ",\"stream\":true"));

        assertThat(joined(chunks, "content")).isEmpty();
        assertThat(chunks.getLast().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("stop");
    }

    @Test
    void eventsCanBeCutInsideACharacter() throws IOException {
        var answer = ask(Behaviour.pieces(List.of("Größe")).splitBytes(), ",\"stream\":true");

        assertThat(joined(chunks(answer), "content")).isEqualTo("Größe");
        assertThat(answer.chunks()).anyMatch(chunk -> chunk[chunk.length - 1] < 0);
    }
}
