package dev.understudy.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.TokenUsage;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.Defect;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HeardCall;
import dev.understudy.upstream.http.HostileServerContract;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.http.RawServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenAiHostileServerTest extends HostileServerContract {
    private static final ModelProfile MODEL =
            new ModelProfile("m", "upstream", "m", true, 8192, Set.of(), ModelClocks.CLOUD);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n";

    @Override
    protected Upstream upstream(Vertx vertx, URI base, HttpOptions options) {
        return new OpenAiUpstream(vertx, base, options, SystemTime.instants());
    }

    @Override
    protected String contentType() {
        return "text/event-stream";
    }

    @Override
    protected String says(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}\n"
                .formatted(text);
    }

    @Override
    protected String done() {
        return STOP + "\ndata: [DONE]\n";
    }

    @Test
    void takesTheEndOfTheBodyWhereTheMarkOfTheEndIsMissing() {
        var call = answered(HEAD + RawServer.chunk(says("x") + "\n" + STOP) + "0\r\n\r\n");

        assertThat(call.awaitFinished().reason()).isEqualTo(FinishReason.STOP);
        assertThat(call.text()).isEqualTo("x");
    }

    @Test
    void takesABrokenConnectionForTheEndOfAnAnswerThatIsWhole() {
        var call = answered(HEAD + RawServer.chunk(says("x") + "\n" + STOP));

        assertThat(call.awaitFinished().usage()).isEqualTo(new TokenUsage(0, 0, true));
        assertThat(call.text()).isEqualTo("x");
    }

    @Test
    void waitsOnlyAMomentForTheMarkOfTheEnd() throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(HEAD + RawServer.chunk(says("x") + "\n" + STOP + "\n" + USAGE));
                    connection.awaitClientClosed();
                })) {
            var call = ask(server);

            assertThat(call.awaitFinished().usage()).isEqualTo(new TokenUsage(3, 4, false));
            assertThat(call.text()).isEqualTo("x");
            server.clientClosed().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void isNotEndedByTheMarkAlone() {
        var call = answered(HEAD + RawServer.chunk(says("x") + "\ndata: [DONE]\n") + "0\r\n\r\n");

        assertThat(call.awaitFailure()).isEqualTo(new BrokenAnswer(Defect.NO_END));
        assertThat(call.text()).isEqualTo("x");
    }

    @Test
    void readsTheAnswerOfAServerThatDoesNotStream() {
        var call =
                answered(
                        object(
                                """
                                {
                                  "object": "chat.completion",
                                  "choices": [{"index": 0, "finish_reason": "stop", "message":
                                    {"role": "assistant", "content": "all of it", "reasoning_content": "hm"}}],

                                  "usage": {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
                                }
                                """));

        assertThat(call.awaitFinished().usage()).isEqualTo(new TokenUsage(3, 4, false));
        assertThat(call.text()).isEqualTo("all of it");
    }

    @Test
    void readsAnErrorInPlaceOfAnAnswer() {
        assertThat(answered(object("{\"error\":{\"message\":\"boom\"}}")).awaitFailure())
                .isEqualTo(new BrokenAnswer(Defect.ERROR_LINE));
    }

    @Test
    void callsHalfAnObjectWithoutAConnectionALostConnection() {
        var call =
                answered(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":[");

        assertThat(call.awaitFailure()).isEqualTo(new CallFailure.Unreachable("connection lost"));
    }

    private HeardCall answered(String bytes) {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(bytes);
                })) {
            var call = ask(server);
            call.awaitEnd();
            return call;
        }
    }

    private HeardCall ask(RawServer server) {
        return HeardCall.of(
                vertx,
                upstream(vertx, server.uri("http"), HttpOptions.DEFAULT),
                MODEL,
                ChatRequest.of(List.of(ChatMessage.user("?")), Sampling.at(0.3), 10));
    }

    private static String object(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(json.length(), json);
    }
}
