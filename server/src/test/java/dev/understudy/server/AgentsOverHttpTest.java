package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.notice.NoticeMark;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code autogen-agents} over real sockets: a real server, a simulated model, the made-up shop. */
class AgentsOverHttpTest {
    private static final String SQL =
            "SELECT status, COUNT(*) AS orders FROM orders GROUP BY status ORDER BY status";

    /** No rule knows what this is about, so a model is asked. */
    private static final String UNCERTAIN = "Are things going well with us?";

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static boolean routes(RecordedRequest request) {
        return request.json().path("format").toString().contains("general");
    }

    private static boolean plans(RecordedRequest request) {
        return request.json().path("format").toString().contains("not_data");
    }

    private static boolean isOf(RecordedRequest request, String model) {
        return request.model().equals(model);
    }

    private static Behaviour plan() {
        return Behaviour.json(
                """
                {"kind":"sql","source":"sample","sql":"%s","assumption":"","message":"","chart":"auto"}\
                """
                        .formatted(SQL));
    }

    private static String ask(RunningServer server, String question) throws Exception {
        return server.post(
                        """
                        {"model":"autogen-agents","stream":true,"messages":[{"role":"user","content":"%s"}]}\
                        """
                                .formatted(question))
                .body();
    }

    private static String content(String stream) {
        var content = new StringBuilder();
        stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> RunningServer.JSON.readTree(line.substring("data: ".length())))
                .forEach(
                        chunk -> content.append(chunk.at("/choices/0/delta/content").asString("")));
        return content.toString();
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }

    private long asked(Predicate<RecordedRequest> what) {
        return upstream.chats().stream().filter(what).count();
    }

    @Test
    void anUncertainQuestionIsRoutedByTheModelAndAllOfItIsOneAttempt() throws Exception {
        upstream.when(AgentsOverHttpTest::routes, Behaviour.json("{\"team\":\"data\"}"))
                .when(AgentsOverHttpTest::plans, plan())
                .model(PRIMARY, Behaviour.text("Most orders are completed."));
        try (var server = RunningServer.start(home, upstream)) {
            var content = content(ask(server, UNCERTAIN));

            assertThat(content)
                    .containsSubsequence(
                            "SupervisorAgent",
                            "Routing to: Data Analysis Team",
                            "SQL for sample",
                            "3 rows from sample",
                            "Answer",
                            "Most orders are completed.",
                            "| completed |",
                            "Usage: 1/1000 requests (0.1%)");
            assertThat(upstream.chats()).hasSize(3);
            assertThat(server.used()).isEqualTo(1);
        }
    }

    @Test
    void whenThePrimaryDiesAfterRoutingTheFallbackPlansAndNothingIsRoutedTwice() throws Exception {
        upstream.when(AgentsOverHttpTest::routes, Behaviour.json("{\"team\":\"data\"}"))
                .when(it -> plans(it) && isOf(it, FALLBACK), plan())
                .model(PRIMARY, Behaviour.error(500))
                .model(FALLBACK, Behaviour.text("Most orders are completed."));
        try (var server = RunningServer.start(home, upstream)) {
            var content = content(ask(server, UNCERTAIN));

            assertThat(content)
                    .contains("Notice: Using Fallback Model", "Most orders are completed.");
            assertThat(count(content, "Routing to:")).isEqualTo(1);
            assertThat(asked(AgentsOverHttpTest::routes)).isEqualTo(1);
            assertThat(asked(it -> plans(it) && isOf(it, PRIMARY))).isEqualTo(2);
            assertThat(asked(it -> plans(it) && isOf(it, FALLBACK))).isEqualTo(1);
            assertThat(server.used()).isEqualTo(2);
        }
    }

    @Test
    void whenNoModelAnswersAfterTheSqlItsRowsAreShownAllTheSame() throws Exception {
        upstream.when(AgentsOverHttpTest::plans, plan())
                .model(PRIMARY, Behaviour.error(500))
                .model(FALLBACK, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream)) {
            var content = content(ask(server, "How many orders are there by status?"));

            assertThat(NoticeMark.strip(content)).contains("| completed |", "```sql");
            assertThat(count(content, "rows from sample")).isEqualTo(1);
        }
    }

    @Test
    void withoutAnyModelThePlannerAnswers() throws Exception {
        upstream.stopListening();
        try (var server = RunningServer.start(home, upstream)) {
            var body = ask(server, "How many orders are there by status?");

            assertThat(content(body)).contains("| completed |", "No model was used.");
            assertThat(body).contains("\"outcome\":\"answered_offline\"", "\"model_used\":null");
            assertThat(server.used()).isZero();
        }
    }

    @Test
    void aQuestionThatNobodyUnderstandsIsDeclinedWithItsWords() throws Exception {
        upstream.stopListening();
        try (var server = RunningServer.start(home, upstream)) {
            var response =
                    server.post(
                            """
                            {"model":"autogen-agents","messages":[{"role":"user","content":"Show me the frobnication of customers"}]}\
                            """);

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(RunningServer.json(response).at("/understudy/notices").toString())
                    .contains("offline_declined", "frobnication");
        }
    }

    @Test
    void aQuestionAboutAFileGoesToTheAgentsAlthoughItBeginsLikeATask() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("Marmalade.")).model(FALLBACK, Behaviour.text("no"));
        try (var server = RunningServer.start(home, upstream)) {
            var question =
                    "### Task:\\nRespond to the user query using the provided context.\\n<context>The secret word is marmalade.</context>\\nHello, what is the secret word?";

            assertThat(content(ask(server, question))).contains("Marmalade.");
            assertThat(upstream.chats(FALLBACK)).isEmpty();
        }
    }

    @Test
    void aFrontEndsOwnTaskGoesToTheLocalModelAndTakesNoPlace() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("no")).model(FALLBACK, Behaviour.text("A title"));
        try (var server = RunningServer.start(home, upstream)) {
            var task =
                    "### Task:\\nGenerate a title for this chat.\\n<chat_history>Hi</chat_history>";
            var content = content(ask(server, task));

            assertThat(content).isEqualTo("A title");
            assertThat(upstream.chats(PRIMARY)).isEmpty();
            assertThat(server.used()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Generate a concise, 3-5 word title | {\"title\": \"\"}",
                "Suggest 3-5 relevant follow-up questions | {\"follow_ups\": []}",
            })
    void aFrontEndsOwnTaskWithoutAModelGetsEmptyJsonOfItsKind(String task, String empty)
            throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500)).model(FALLBACK, Behaviour.error(500));
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(content(ask(server, "### Task:\\n" + task))).isEqualTo(empty);
            var whole =
                    RunningServer.json(
                            server.post(
                                    """
                                    {"model":"autogen-agents","messages":[{"role":"user","content":"### Task:\\n%s"}]}
                                    """
                                            .formatted(task)));

            assertThat(whole.at("/choices/0/message/content").asString("")).isEqualTo(empty);
            assertThat(whole.at("/understudy/success").asBoolean(true)).isFalse();
            assertThat(whole.at("/understudy/error").asString("")).startsWith("No model ");
        }
    }

    @Test
    void theStatusNamesTheSources() throws Exception {
        try (var server = RunningServer.start(home, upstream)) {
            var source = server.get("/api/v1/status").path("sources").path(0);

            assertThat(source.path("name").asString()).isEqualTo("sample");
            assertThat(source.path("state").asString()).isEqualTo("usable");
        }
    }
}
