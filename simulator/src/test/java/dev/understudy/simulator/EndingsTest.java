package dev.understudy.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.RawClient.Answer;
import dev.understudy.simulator.RawClient.End;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each ending on both wires, as it is on the socket. */
class EndingsTest {
    private static final String OLLAMA = "/api/chat";
    private static final String OPENAI = "/v1/chat/completions";
    private static final Behaviour THREE_PIECES = Behaviour.pieces(List.of("one", "two", "three"));

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private Answer ask(String path, boolean stream, Behaviour behaviour) throws IOException {
        simulator.model("m", behaviour);
        return RawClient.post(simulator.port(), path, question(stream));
    }

    private static String question(boolean stream) {
        return """
        {"model":"m","stream":%s,"messages":[{"role":"user","content":"go"}]}
        """
                .formatted(stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void endWithoutDoneIsACleanEndOfAnUnfinishedAnswer(String path) throws IOException {
        var answer = ask(path, true, THREE_PIECES.then(new Ending.EndWithoutDone()).after(2));

        assertThat(answer.end()).isEqualTo(End.COMPLETE);
        assertThat(answer.body()).contains("one", "two").doesNotContain("three");
        assertThat(answer.body()).doesNotContain("\"done\":true", "[DONE]", "\"stop\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void resetComesAfterThePiecesAsAReset(String path) throws IOException {
        var answer = ask(path, true, THREE_PIECES.then(new Ending.Reset()).after(2));

        assertThat(answer.end()).isEqualTo(End.RESET);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("one", "two").doesNotContain("three");
        assertThat(simulator.requests().getFirst().answered()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(simulator.requests().getFirst().closedByClient()).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void resetBeforeTheFirstTextSendsNotEvenHeaders(String path) throws IOException {
        var answer = ask(path, true, THREE_PIECES.then(new Ending.Reset()).after(0));

        assertThat(answer.end()).isEqualTo(End.RESET);
        assertThat(answer.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void cutClosesInOrderInTheMiddleOfTheBody(String path) throws IOException {
        var streamed = ask(path, true, THREE_PIECES.then(new Ending.Cut()).after(1));
        var whole = ask(path, false, THREE_PIECES.then(new Ending.Cut()));

        assertThat(streamed.end()).isEqualTo(End.CUT);
        assertThat(streamed.body()).contains("one").doesNotContain("two");
        assertThat(whole.end()).isEqualTo(End.CUT);
        assertThat(whole.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void badJsonIsALineThatDoesNotParse(String path) throws IOException {
        var answer = ask(path, true, THREE_PIECES.then(new Ending.BadJson()).after(1));

        assertThat(answer.end()).isEqualTo(End.COMPLETE);
        var last = answer.lines().getLast().replaceFirst("^data: ", "");
        assertThat(last).startsWith("{");
        assertThat(Json.readOrMissing(last).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void oddKeyIsALineWithoutErrorAndDone(String path) throws IOException {
        var answer = ask(path, true, THREE_PIECES.then(new Ending.OddKey()).after(0));

        var last = Json.read(answer.lines().getLast().replaceFirst("^data: ", ""));
        assertThat(last.propertyNames()).containsExactly("error parsing tool call");
    }

    @Test
    void errorLineOfOllamaIsAStringAndOfOpenAiAnObject() throws IOException {
        var behaviour = THREE_PIECES.then(new Ending.ErrorLine("it broke")).after(1);

        var ollama = ask(OLLAMA, true, behaviour).lines();
        var openAi = ask(OPENAI, true, behaviour).lines();

        assertThat(ollama).hasSize(2);
        assertThat(ollama.getLast()).isEqualTo("{\"error\":\"it broke\"}");
        var event = Json.read(openAi.getLast().substring("data: ".length()));
        assertThat(event.path("error").path("message").asString()).isEqualTo("it broke");
        assertThat(event.has("choices")).isFalse();
    }

    @Test
    void errorLineWithABodyOfItsOwnIsSentAsItIs() throws IOException {
        var body = "{\"error\":\"unexpected EOF\",\"ref\":7}";

        var ollama = ask(OLLAMA, true, THREE_PIECES.then(new Ending.ErrorLine(body)).after(0));

        assertThat(ollama.lines()).containsExactly(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void withoutStreamAnErrorLineIsHttp500(String path) throws IOException {
        var answer = ask(path, false, THREE_PIECES.then(new Ending.ErrorLine("it broke")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("it broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void withoutStreamTheOtherEndingsSpoilTheOneObject(String path) throws IOException {
        var unfinished = ask(path, false, THREE_PIECES.then(new Ending.EndWithoutDone()));
        var bad = ask(path, false, THREE_PIECES.then(new Ending.BadJson()));
        var odd = ask(path, false, THREE_PIECES.then(new Ending.OddKey()));
        var reset = ask(path, false, THREE_PIECES.then(new Ending.Reset()));

        assertThat(Json.read(unfinished.body()).path("done").asBoolean(false)).isFalse();
        assertThat(unfinished.body()).doesNotContain("\"stop\"");
        assertThat(Json.readOrMissing(bad.body()).isMissingNode()).isTrue();
        assertThat(odd.body()).contains("error parsing tool call");
        assertThat(reset.end()).isEqualTo(End.RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void silenceKeepsTheConnectionOpenUntilTheClientLeaves(String path) throws IOException {
        simulator.model("m", THREE_PIECES.then(new Ending.Silence()).after(1));
        RecordedRequest request;
        try (var client = RawClient.connect(simulator.port())) {
            client.send("POST", path, question(true));
            var seen = new StringBuilder();
            while (seen.indexOf("one") < 0) {
                seen.append(client.line());
            }
            request = simulator.requests().getFirst();
            assertThat(simulator.openConnections()).isEqualTo(1);
            assertThat(request.answered()).isNotDone();
            assertThat(request.closedByClient()).isNotDone();
        }
        assertThat(request.closedByClient()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(request.answered()).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void httpErrorsHaveTheShapeOfTheWire(String path) throws IOException {
        var answer = ask(path, true, Behaviour.error(503));

        assertThat(answer.status()).isEqualTo(503);
        var error = Json.read(answer.body()).path("error");
        assertThat(path.equals(OLLAMA) ? error.isString() : error.path("message").isString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void anHtmlErrorStaysHtml(String path) throws IOException {
        var answer = ask(path, true, Behaviour.error(502, "<html>Bad Gateway</html>"));

        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(answer.body()).isEqualTo("<html>Bad Gateway</html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLLAMA, OPENAI})
    void refusedCapabilitiesNameTheCapability(String path) throws IOException {
        var thinking = ask(path, true, Behaviour.refuseCapability("thinking"));
        var tools = ask(path, true, Behaviour.refuseCapability("tools"));

        assertThat(thinking.status()).isEqualTo(400);
        assertThat(thinking.body()).contains("does not support thinking");
        assertThat(tools.status()).isEqualTo(400);
        assertThat(tools.body()).contains("does not support tools");
    }
}
