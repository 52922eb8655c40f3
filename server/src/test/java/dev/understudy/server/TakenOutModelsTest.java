package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.content;
import static dev.understudy.server.RunningServer.json;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An outage that the operator begins and ends, over HTTP. */
@Timeout(120)
class TakenOutModelsTest {
    private static final String OPEN_PRIMARY = "/api/v1/models/gpt-oss%3A120b-cloud/open";
    private static final String RESET_PRIMARY = "/api/v1/models/gpt-oss%3A120b-cloud/reset";

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text("cloud")).model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void anOutageByTheOperatorIsOneLikeAnyOther() throws Exception {
        try (var server = RunningServer.start(home, upstream)) {
            var opened = json(server.operate(OPEN_PRIMARY));
            assertThat(opened.path("id").asString()).isEqualTo(PRIMARY);
            assertThat(opened.path("health").asString()).isEqualTo("taken-out");
            assertThat(server.model(0).path("health").asString()).isEqualTo("taken-out");

            var first = server.ask("hello");
            var second = server.post(followUp(first, "and?"));
            assertThat(content(first)).contains("Notice: Using Fallback Model").endsWith("local");
            assertThat(content(second)).isEqualTo("local");
            assertThat(upstream.chats(PRIMARY)).isEmpty();
            assertThat(server.used()).isZero();

            var reset = json(server.operate(RESET_PRIMARY));
            assertThat(reset.path("health").asString()).isEqualTo("closed");
            assertThat(reset.path("recoveries").asInt()).isEqualTo(1);
            var third = server.post(followUp(second, "and then?"));
            var fourth = server.post(followUp(third, "and now?"));
            assertThat(content(third)).contains("Notice: Primary Model Restored").endsWith("cloud");
            assertThat(content(fourth)).isEqualTo("cloud");

            server.operate(OPEN_PRIMARY);
            assertThat(content(server.post(followUp(fourth, "again?"))))
                    .contains("Notice: Using Fallback Model");
        }
    }

    private static String followUp(java.net.http.HttpResponse<String> answer, String question) {
        var body = RunningServer.JSON.createObjectNode().put("model", "chat");
        var messages = body.putArray("messages");
        messages.addObject().put("role", "user").put("content", "hello");
        messages.addObject().put("role", "assistant").put("content", content(answer));
        messages.addObject().put("role", "user").put("content", question);
        return body.toString();
    }

    @Test
    void whereEveryModelIsTakenOutTheAnswerComesAtOnce() throws Exception {
        try (var server = RunningServer.start(home, upstream, "RETRY_DELAY_SECONDS", "600")) {
            server.operate(OPEN_PRIMARY);
            server.operate("/api/v1/models/llama3.2%3A3b/open");

            var chat = server.ask("hello");
            var agents =
                    server.post(
                            RunningServer.JSON
                                    .createObjectNode()
                                    .put("model", "autogen-agents")
                                    .set(
                                            "messages",
                                            RunningServer.JSON
                                                    .createArrayNode()
                                                    .add(
                                                            RunningServer.JSON
                                                                    .createObjectNode()
                                                                    .put("role", "user")
                                                                    .put(
                                                                            "content",
                                                                            "What is 15% of 850?")))
                                    .toString());

            assertThat(chat.statusCode()).isEqualTo(503);
            assertThat(chat.headers().firstValue("Retry-After")).isEmpty();
            assertThat(outcome(agents)).isEqualTo("answered_offline");
            assertThat(content(agents)).contains("127.5");
            assertThat(upstream.chatCount()).isZero();
        }
    }

    @Test
    void aModelThatIsFailingIsAskedAgainOnceItIsReset() throws Exception {
        upstream.model(
                PRIMARY, Behaviour.error(401), Behaviour.text("cloud"), Behaviour.text("cloud"));
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(content(server.ask("first"))).endsWith("local");
            assertThat(content(server.ask("second"))).endsWith("local");

            server.operate(RESET_PRIMARY);

            assertThat(content(server.ask("third"))).isEqualTo("cloud");
        }
    }
}
