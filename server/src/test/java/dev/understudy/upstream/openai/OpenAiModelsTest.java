package dev.understudy.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.WarmUp;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.http.RawServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real sockets. */
@Timeout(60)
class OpenAiModelsTest {
    private static final ModelProfile MODEL =
            new ModelProfile("one", "upstream", "big", false, 8192, Set.of(), ModelClocks.LOCAL);

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator = Simulator.start();

    @AfterEach
    void close() throws Exception {
        simulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLookAsksForTheListAndIsNoChat() throws Exception {
        simulator.model("big", Behaviour.text("never asked"));
        simulator.model("other", Behaviour.text("never asked"));
        var upstream = upstream(simulator.url(), HttpOptions.DEFAULT.withApiKey("s3cret"));

        assertThat(got(upstream.look(MODEL))).isInstanceOf(ModelLook.Known.class);

        assertThat(simulator.chatCount()).isZero();
        assertThat(simulator.requests()).hasSize(1);
        var asked = simulator.requests().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("GET /v1/models");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"data":[{"id":"a"},{"id":"big","max_model_len":4096}]}          | 4096
                    {"data":[{"id":"a"},{"id":"big","context_length":4096}]}         | 4096
                    {"data":[{"id":"a"},{"id":"big","context_window":4096}]}         | 4096
                    {"data":[{"id":"a"},{"id":"big","max_context_length":4096}]}     | 4096
                    {"data":[{"id":"a"},{"id":"models/big","context_window":4096}]}  | 4096
                    {"data":[{"id":"a"},{"id":"big:latest","context_window":4096}]}  | 4096
                    [{"id":"a"},{"id":"big","context_window":4096}]                  | 4096
                    {"data":[{"id":"a"},{"id":"big"}]}                               | unknown
                    {"data":[{"id":"a"},{"id":"big","context_window":"many"}]}       | unknown
                    {"data":[{"id":"a"},{"id":"big","context_window":-1}]}           | unknown
                    {"data":[{"id":"a"},{"id":"big","context_window":99999999999}]}  | unknown
                    {"data":[{"id":"the-only-one","max_model_len":4096}]}            | 4096
                    {"data":[]}                                                      | unknown
                    {}                                                               | unknown
                    {"data":[{"id":"a"},{"id":"bigger"}]}                            | model not found (HTTP 404)
                    {"error":{"message":"no"}}                                       | broken answer (error line)
                    nonsense                                                         | broken answer (bad line)
                    5                                                                | broken answer (bad line)
                    {"data":                                                         | broken answer (bad line)
                    """)
    void readsTheList(String body, String expected) throws Exception {
        try (var server =
                new RawServer(connection -> {
                    connection.readRequest();
                    connection.send(
                            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(body.length(), body));
                    connection.awaitClientClosed();
                })) {
            var upstream = upstream(server.uri("http").toString(), HttpOptions.DEFAULT);

            assertThat(told(got(upstream.look(MODEL)))).isEqualTo(expected);
        }
    }

    private static String told(ModelLook look) {
        return switch (look) {
            case ModelLook.Unwell(var failure) -> failure.summary();
            case ModelLook.Known(var facts) ->
                    facts.contextWindow().isEmpty()
                            ? "unknown"
                            : Integer.toString(facts.contextWindow().getAsInt());
        };
    }

    @Test
    void failuresOfALookAreReadLikeThoseOfACall() throws Exception {
        var upstream = upstream(simulator.url(), HttpOptions.DEFAULT);
        simulator.when(
                _ -> true,
                Behaviour.error(401),
                Behaviour.error(403),
                Behaviour.error(404),
                Behaviour.error(502));

        for (var expected :
                new CallFailure[] {
                    new CallFailure.AccessDenied(401),
                    new CallFailure.AccessDenied(403),
                    new CallFailure.ModelNotFound(),
                    new CallFailure.Unreachable("HTTP 502"),
                }) {
            assertThat(got(upstream.look(MODEL))).isEqualTo(new ModelLook.Unwell(expected));
        }
    }

    @Test
    void nothingIsAskedToWarmAModel() throws Exception {
        var upstream = upstream(simulator.url(), HttpOptions.DEFAULT);

        assertThat(got(upstream.warm(MODEL))).isEqualTo(new WarmUp.NothingToLoad());
        assertThat(simulator.requests()).isEmpty();
    }

    private OpenAiUpstream upstream(String base, HttpOptions options) {
        return new OpenAiUpstream(vertx, URI.create(base), options, SystemTime.instants());
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
