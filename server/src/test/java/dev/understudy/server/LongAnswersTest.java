package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.notice.NoticeMark;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers that are longer than one call may make them, over real sockets. */
class LongAnswersTest {
    private static final String FIRST = "The quick brown fox ";
    private static final String SECOND = "jumps over ";
    private static final String THIRD = "the lazy dog.";
    private static final String WHOLE = FIRST + SECOND + THIRD;

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static Behaviour cut(String text) {
        return Behaviour.text(text).finish("length");
    }

    private RunningServer server(String... settings) {
        return RunningServer.start(home, upstream, settings);
    }

    /** What a client has in the end. */
    private record Got(
            String text,
            String finish,
            JsonNode understudy,
            List<String> notices,
            boolean errorChunk) {
        static Got of(HttpResponse<String> response, boolean streamed) {
            return streamed ? ofStream(response.body()) : ofWhole(RunningServer.json(response));
        }

        private static Got ofWhole(JsonNode json) {
            return got(
                    json.at("/choices/0/message/content").asString(""),
                    json.at("/choices/0/finish_reason").asString(""),
                    json.path("understudy"),
                    json.has("error"));
        }

        private static Got ofStream(String body) {
            var text = new StringBuilder();
            var finish = "";
            JsonNode understudy = RunningServer.JSON.createObjectNode();
            boolean error = false;
            for (var line : body.lines().filter(it -> it.startsWith("data: {")).toList()) {
                var chunk = RunningServer.JSON.readTree(line.substring("data: ".length()));
                text.append(chunk.at("/choices/0/delta/content").asString(""));
                finish = chunk.at("/choices/0/finish_reason").asString(finish);
                understudy = chunk.has("understudy") ? chunk.path("understudy") : understudy;
                error |= chunk.has("error");
            }
            return got(text.toString(), finish, understudy, error);
        }

        private static Got got(String text, String finish, JsonNode understudy, boolean error) {
            var kinds = new ArrayList<String>();
            understudy.path("notices").forEach(it -> kinds.add(it.path("kind").asString("")));
            return new Got(NoticeMark.strip(text), finish, understudy, kinds, error);
        }
    }

    private Got ask(RunningServer server, boolean streamed) throws Exception {
        var response = streamed ? server.askStreamed("Tell me.") : server.ask("Tell me.");
        return Got.of(response, streamed);
    }

    private Got ask(RunningServer server, boolean streamed, int maxTokens) throws Exception {
        var body =
                """
                {"model": "chat", "stream": %s, "max_tokens": %d,
                 "messages": [{"role": "user", "content": "Tell me."}]}\
                """
                        .formatted(streamed, maxTokens);
        return Got.of(server.post(body), streamed);
    }

    private JsonNode sent(int call) {
        return upstream.chats(PRIMARY).get(call).json();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerInThreePiecesIsOneAnswerAndOneAttempt(boolean streamed) throws Exception {
        upstream.model(
                PRIMARY,
                cut(FIRST).usage(10, 4),
                cut(SECOND).usage(14, 2),
                Behaviour.text(THIRD).usage(16, 3));
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text()).isEqualTo(WHOLE);
            assertThat(got.finish()).isEqualTo("stop");
            assertThat(got.notices()).isEmpty();
            assertThat(got.understudy().path("outcome").asString()).isEqualTo("answered");
            assertThat(got.understudy().path("attempt").asInt()).isEqualTo(1);
            assertThat(got.understudy().at("/usage/prompt_tokens").asInt()).isEqualTo(40);
            assertThat(got.understudy().at("/usage/completion_tokens").asInt()).isEqualTo(9);
            assertThat(server.used()).isEqualTo(1);
            var last = sent(2).path("messages").path(1);
            assertThat(last.path("role").asString()).isEqualTo("assistant");
            assertThat(last.path("content").asString()).isEqualTo(FIRST + SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAPieceRepeatsIsTakenOut(boolean streamed) throws Exception {
        upstream.model(
                PRIMARY,
                cut(FIRST),
                cut("quick brown fox " + SECOND),
                Behaviour.text(FIRST + SECOND + THIRD));
        try (var server = server()) {
            assertThat(ask(server, streamed).text()).isEqualTo(WHOLE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atTheCapTheAnswerIsMarkedAsCut(boolean streamed) throws Exception {
        upstream.model(PRIMARY, cut(FIRST), cut(SECOND), Behaviour.text(THIRD));
        try (var server = server("MAX_CONTINUATIONS", "1")) {
            var got = ask(server, streamed);

            assertThat(got.text().strip()).isEqualTo((FIRST + SECOND).strip());
            assertThat(got.finish()).isEqualTo("length");
            assertThat(got.notices()).containsExactly("answer_cut");
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theClientsOwnLimitIsNeverExceeded(boolean streamed) throws Exception {
        upstream.model(
                PRIMARY,
                cut(FIRST).usage(10, 100),
                cut(SECOND).usage(10, 50),
                Behaviour.text(THIRD));
        try (var server = server("MAX_TOKENS", "100")) {
            var got = ask(server, streamed, 150);

            assertThat(sent(0).at("/options/num_predict").asInt()).isEqualTo(100);
            assertThat(sent(1).at("/options/num_predict").asInt()).isEqualTo(50);
            assertThat(upstream.chats(PRIMARY)).hasSize(2);
            assertThat(got.finish()).isEqualTo("length");
        }
    }

    @Test
    void aClientThatWantsFewTokensGetsThoseAndNoMore() throws Exception {
        upstream.model(PRIMARY, cut(FIRST).usage(10, 4), Behaviour.text(SECOND));
        try (var server = server()) {
            var got = ask(server, false, 4);

            assertThat(got.text().strip()).isEqualTo(FIRST.strip());
            assertThat(got.finish()).isEqualTo("length");
            assertThat(upstream.chats(PRIMARY)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPieceThatBreaksOffIsGoneOnWithByTheNextModel(boolean streamed) throws Exception {
        upstream.model(
                        PRIMARY,
                        cut(FIRST),
                        Behaviour.text(SECOND).then(new Ending.Reset()).after(0))
                .model(FALLBACK, Behaviour.text(SECOND + THIRD));
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text()).isEqualTo(WHOLE);
            assertThat(got.understudy().path("outcome").asString())
                    .isEqualTo("answered_by_fallback");
            assertThat(got.notices()).contains("answer_continued", "fallback_engaged");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereNobodyCanGoOnWhatThereIsIsKeptAndMarkedAsCut(boolean streamed) throws Exception {
        upstream.model(PRIMARY, cut(FIRST), Behaviour.error(500))
                .model(FALLBACK, Behaviour.error(500));
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text().strip()).isEqualTo(FIRST.strip());
            assertThat(got.finish()).isEqualTo("length");
            assertThat(got.notices()).contains("answer_cut");
            assertThat(got.errorChunk()).isFalse();
        }
    }

    @Test
    void whatBreaksOffUnseenBehindWholePiecesDoesNotCostThem() throws Exception {
        upstream.model(
                        PRIMARY,
                        cut(FIRST),
                        Behaviour.text(SECOND).then(new Ending.Reset()).after(1))
                .model(FALLBACK, Behaviour.text(SECOND).then(new Ending.Reset()).after(1));
        try (var server = server("MAX_RETRIES_PER_QUERY", "2")) {
            var got = ask(server, false);

            assertThat(got.text().strip()).isEqualTo(FIRST.strip());
            assertThat(got.finish()).isEqualTo("length");
            assertThat(got.notices()).contains("answer_cut");
            assertThat(got.errorChunk()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatHasGrownTooLongForTheModelsContextIsMarkedAsCut(boolean streamed)
            throws Exception {
        upstream.model(
                PRIMARY,
                cut(FIRST),
                Behaviour.error(
                        400,
                        "{\"error\":\"the prompt is longer than the context length currently available to the model\"}"));
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text().strip()).isEqualTo(FIRST.strip());
            assertThat(got.finish()).isEqualTo("length");
            assertThat(got.notices()).contains("answer_cut");
            assertThat(got.errorChunk()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelThatRefusesToGoOnFromItsOwnWordsIsToldTo(boolean streamed) throws Exception {
        upstream.model(
                PRIMARY,
                cut(FIRST),
                Behaviour.error(400, "{\"error\":\"last message must be the user's\"}"),
                Behaviour.text(SECOND + THIRD));
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text()).isEqualTo(WHOLE);
            assertThat(got.understudy().path("attempt").asInt()).isEqualTo(1);
            var last = sent(2).path("messages").path(2);
            assertThat(last.path("role").asString()).isEqualTo("user");
            assertThat(last.path("content").asString()).contains("Go on exactly where it stops");
        }
    }

    @Test
    void aJsonValueThatIsCutIsMarkedAndNotGoneOnWith() throws Exception {
        upstream.model(PRIMARY, cut("{\"a\":"), Behaviour.text("1}"));
        try (var server = server()) {
            var body =
                    """
                    {"model": "chat", "response_format": {"type": "json_object"},
                     "messages": [{"role": "user", "content": "JSON."}]}\
                    """;
            var got = Got.of(server.post(body), false);

            assertThat(got.finish()).isEqualTo("length");
            assertThat(upstream.chats(PRIMARY)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelWithNothingToAddHadEndedItsAnswer(boolean streamed) throws Exception {
        upstream.model(PRIMARY, cut(FIRST), Behaviour.empty());
        try (var server = server()) {
            var got = ask(server, streamed);

            assertThat(got.text().strip()).isEqualTo(FIRST.strip());
            assertThat(got.finish()).isEqualTo("stop");
            assertThat(got.notices()).isEmpty();
            assertThat(got.understudy().path("outcome").asString()).isEqualTo("answered");
            assertThat(upstream.chatCount()).isEqualTo(2);
        }
    }
}
