package dev.understudy.server;

import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServedAnswersTest {
    private static final String TEXT = "Grüße, 世界 🌍! It is 127.5.";

    @TempDir Path home;
    private Simulator upstream;
    private RunningServer server;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text(TEXT).usage(31, 17).splitBytes());
        server = RunningServer.start(home, upstream);
    }

    @AfterEach
    void stop() {
        server.close();
        upstream.close();
    }

    @Test
    void aStreamHasValidChunksOneIdAndItsEnd() throws Exception {
        var response = server.askStreamed("What is 15% of 850?");

        var lines =
                response.body()
                        .lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring(6))
                        .toList();
        assertThat(lines.getLast()).isEqualTo("[DONE]");
        var chunks =
                lines.subList(0, lines.size() - 1).stream()
                        .map(RunningServer.JSON::readTree)
                        .toList();
        assertThat(chunks).allSatisfy(ServedAnswersTest::isChunk);
        assertThat(chunks.stream().map(chunk -> chunk.path("id").asString()).distinct()).hasSize(1);
        assertThat(text(chunks)).isEqualTo(TEXT);
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    private static void isChunk(JsonNode chunk) {
        assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(chunk.path("created").asLong()).isPositive();
        assertThat(chunk.path("model").asString()).isEqualTo("chat");
        assertThat(chunk.has("error")).isFalse();
    }

    private static String text(List<JsonNode> chunks) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asString("")));
        return text.toString();
    }

    @Test
    void aWholeAnswerIsOneCompletionWithTheUpstreamsTokenCounts() throws Exception {
        var response = server.ask("What is 15% of 850?");

        assertThat(response.statusCode()).isEqualTo(200);
        var completion = json(response);
        assertThat(completion.path("object").asString()).isEqualTo("chat.completion");
        assertThat(content(response)).isEqualTo(TEXT);
        assertThat(completion.at("/usage/prompt_tokens").asInt()).isEqualTo(31);
        assertThat(completion.at("/usage/completion_tokens").asInt()).isEqualTo(17);
        assertThat(completion.at("/usage/total_tokens").asInt()).isEqualTo(48);
        assertThat(completion.at("/understudy/usage/estimated").asBoolean(true)).isFalse();
    }

    @Test
    void theConfiguredLengthAndTemperatureArrive() throws Exception {
        server.ask("hello");

        var options = upstream.chats().getFirst().json().path("options");
        assertThat(options.path("num_predict").asInt()).isEqualTo(8000);
        assertThat(options.path("temperature").asDouble()).isEqualTo(0.3);
    }

    @Test
    void nothingOfTheClientsHeadersGoesUpstream() throws Exception {
        server.ask("hello");

        assertThat(upstream.chats().getFirst().headers().keySet())
                .isSubsetOf(
                        "host",
                        "accept",
                        "content-type",
                        "content-length",
                        "user-agent",
                        "transfer-encoding",
                        "connection");
    }

    @Test
    void aWholeAnswerThatBreaksOffUpstreamIsTriedAgainUnseen() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("never to be seen").then(new Ending.Reset()).after(2),
                Behaviour.text("whole"));

        var response = server.ask("hello");

        assertThat(content(response)).isEqualTo("whole");
        assertThat(outcome(response)).isEqualTo("answered");
        assertThat(server.used()).isEqualTo(2);
    }

    @Test
    void aStreamThatBreaksOffUpstreamEndsWithAnErrorChunkNotInSilence() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("one two three four").then(new Ending.EndWithoutDone()).after(2));

        var body = server.askStreamed("hello").body();

        assertThat(body).contains("one").contains("\"error\":{").contains("upstream_unavailable");
        assertThat(body.strip()).endsWith("data: [DONE]");
    }
}
