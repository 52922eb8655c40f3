package dev.understudy.simulator;

import static dev.understudy.simulator.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.MissingNode;

class RecordingTest {
    private static final String ASK =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Größe?\"}]}";

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        simulator.model("m", Behaviour.text("fine"));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void whatWasSentIsKept() throws IOException {
        post(simulator.port(), "/api/chat?x=1", ASK);

        var request = simulator.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/chat");
        assertThat(request.headers()).containsEntry("host", "test");
        assertThat(request.body()).isEqualTo(ASK);
        assertThat(request.json().path("messages").path(0).path("content").asString())
                .isEqualTo("Größe?");
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.answered()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(request.closedByClient()).isNotDone();
    }

    @Test
    void chatsAreRequestsWithMessages() throws IOException {
        simulator.model("other", Behaviour.text("fine"));
        post(simulator.port(), "/api/chat", "{\"model\":\"m\",\"messages\":[]}");
        post(simulator.port(), "/api/show", ASK);
        post(simulator.port(), "/api/chat", ASK);
        post(simulator.port(), "/v1/chat/completions", ASK.replace("\"m\"", "\"other\""));

        assertThat(simulator.requests()).hasSize(4);
        assertThat(simulator.chats())
                .extracting(RecordedRequest::model)
                .containsExactly("m", "other");
        assertThat(simulator.chats("other")).hasSize(1);
        assertThat(simulator.chatCount()).isEqualTo(2);

        simulator.clear();
        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.chatCount()).isZero();
    }

    @Test
    void rulesComeBeforeTheScriptAndDoNotNeedTheModel() throws IOException {
        simulator.when(request -> request.body().contains("Größe"), Behaviour.error(418));

        assertThat(post(simulator.port(), "/api/chat", ASK).status()).isEqualTo(418);
        assertThat(post(simulator.port(), "/api/chat", ASK.replace("\"m\"", "\"?\"")).status())
                .isEqualTo(418);
        assertThat(post(simulator.port(), "/api/chat", ASK.replace("Größe", "")).status())
                .isEqualTo(200);
    }

    @Test
    void aRuleThatThrowsIsAnAnswerNotAHang() throws IOException {
        simulator.when(
                _ -> {
                    throw new IllegalStateException("slip");
                },
                Behaviour.empty());

        var answer = post(simulator.port(), "/api/chat", ASK);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("slip");
    }

    @Test
    void countStaysExactPastTheBoundOfWhatIsKept() {
        var recorder = new Recorder();
        var json = Json.read(ASK);
        for (int i = 0; i < Recorder.MOST_REQUESTS + 5; i++) {
            recorder.add(
                    new RecordedRequest(
                            "POST",
                            "/api/chat",
                            Map.of("n", "" + i).entrySet(),
                            ASK,
                            json,
                            RealTime.now()));
        }

        assertThat(recorder.chatCount()).isEqualTo(Recorder.MOST_REQUESTS + 5);
        var kept = recorder.all(_ -> true);
        assertThat(kept).hasSize(Recorder.MOST_REQUESTS);
        assertThat(kept.getFirst().headers()).containsEntry("n", "5");
    }

    @Test
    void longBodiesPushOlderOnesOut() {
        var recorder = new Recorder();
        var body = "x".repeat((int) (Recorder.MOST_CHARACTERS / 2) + 1);
        for (int i = 0; i < 3; i++) {
            recorder.add(
                    new RecordedRequest(
                            "POST",
                            "/",
                            Map.<String, String>of().entrySet(),
                            body,
                            MissingNode.getInstance(),
                            RealTime.now()));
        }

        assertThat(recorder.all(_ -> true)).hasSize(1);
    }

    @Test
    void manyClientsAtOnceAreAllCountedAndGetTheirOwnWords() throws Exception {
        simulator.model("m", Behaviour.echo());
        List<Callable<String>> asks =
                IntStream.range(0, 200)
                        .<Callable<String>>mapToObj(i ->
                                () ->
                                        post(
                                                        simulator.port(),
                                                        "/v1/chat/completions",
                                                        ASK.replace("Größe?", "n" + i))
                                                .body())
                        .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(asks, 60, TimeUnit.SECONDS);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).contains("\"n" + i + "\"");
            }
        }
        assertThat(simulator.chatCount()).isEqualTo(200);
    }
}
