package dev.understudy.upstream.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.CallFailure.TooSlow;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelFacts;
import dev.understudy.model.ModelProfile;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.SimulatedModel;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.WarmUp;
import dev.understudy.upstream.http.RawServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real sockets, against the simulator. */
@Timeout(60)
class OllamaModelsTest {
    private static final String NAME = "test:1b";

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator = Simulator.start();
    private final OllamaUpstream upstream =
            new OllamaUpstream(
                    vertx,
                    URI.create(simulator.url()),
                    OllamaOptions.DEFAULT.withApiKey("s3cret"),
                    SystemTime.instants());

    @AfterEach
    void close() throws Exception {
        simulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static ModelProfile model(boolean metered, Duration firstToken) {
        return new ModelProfile(
                "one",
                "ollama",
                NAME,
                metered,
                8_192,
                EnumSet.allOf(Capability.class),
                new ModelClocks(
                        Duration.ofSeconds(5),
                        firstToken,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60)));
    }

    private static ModelProfile local() {
        return model(false, Duration.ofSeconds(60));
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aLookTellsWindowAndCapabilitiesAndIsNoChat() throws Exception {
        simulator.model(
                SimulatedModel.named(NAME)
                        .withContextLength(40_960)
                        .withCapabilities(List.of("completion", "tools")),
                Behaviour.text("never asked"));

        assertThat(got(upstream.look(local())))
                .isEqualTo(
                        new ModelLook.Known(
                                new ModelFacts(
                                        OptionalInt.of(40_960),
                                        Optional.of(Set.of(Capability.TOOLS)))));
        assertThat(simulator.chatCount()).isZero();
        assertThat(simulator.requests()).hasSize(1);
        var asked = simulator.requests().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/show");
        assertThat(asked.body()).isEqualTo("{\"model\":\"test:1b\"}");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer s3cret");
    }

    @Test
    void whatTheServerDoesNotSayStaysUnknown() throws Exception {
        for (var body :
                List.of(
                        "{}",
                        "{\"capabilities\":[],\"model_info\":{}}",
                        "{\"model_info\":{\"general.architecture\":\"llama\"}}",
                        "{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":\"many\"}}",
                        "{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":-1}}",
                        "{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":99999999999}}")) {
            try (var server = replying(body)) {
                assertThat(got(to(server).look(local())))
                        .as(body)
                        .isEqualTo(new ModelLook.Known(ModelFacts.NONE));
            }
        }
    }

    @Test
    void aReplyThatIsNoObjectOrTooLongIsBroken() throws Exception {
        for (var body : List.of("", "[]", "nonsense", "{\"model_info\":")) {
            try (var server = replying(body)) {
                assertThat(got(to(server).look(local())))
                        .as(body)
                        .isEqualTo(new ModelLook.Unwell(new BrokenAnswer(Defect.BAD_LINE)));
            }
        }
        var endless = "{\"license\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
        try (var server = replying(endless)) {
            assertThat(got(to(server).look(local())))
                    .isEqualTo(new ModelLook.Unwell(new BrokenAnswer(Defect.TOO_LARGE)));
        }
    }

    private static RawServer replying(String body) {
        return new RawServer(connection -> {
            connection.readRequest();
            connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(body.length(), body));
            connection.awaitClientClosed();
        });
    }

    private OllamaUpstream to(RawServer server) {
        return new OllamaUpstream(
                vertx, server.uri("http"), OllamaOptions.DEFAULT, SystemTime.instants());
    }

    @Test
    void failuresOfALookAreReadLikeThoseOfACall() throws Exception {
        assertThat(got(upstream.look(local())))
                .isEqualTo(new ModelLook.Unwell(new CallFailure.ModelNotFound()));
        simulator.when(_ -> true, Behaviour.error(502), Behaviour.error(401));
        assertThat(got(upstream.look(local())))
                .isEqualTo(new ModelLook.Unwell(new CallFailure.Unreachable("HTTP 502")));
        assertThat(got(upstream.look(local())))
                .isEqualTo(new ModelLook.Unwell(new CallFailure.AccessDenied(401)));
        simulator.stopListening();
        assertThat(got(upstream.look(local())))
                .isInstanceOfSatisfying(
                        ModelLook.Unwell.class,
                        unwell ->
                                assertThat(unwell.failure())
                                        .isInstanceOf(CallFailure.Unreachable.class));
    }

    @Test
    void anUpstreamThatIsClosedEndsALookAsAFailure() throws Exception {
        simulator.model(NAME, Behaviour.text("never asked"));
        upstream.close();

        assertThat(got(upstream.look(local()))).isInstanceOf(ModelLook.Unwell.class);
    }

    @Test
    void warmingLoadsALocalModelWithTheContextOfLaterCalls() throws Exception {
        simulator.model(NAME, Behaviour.text("never asked"));

        assertThat(got(upstream.warm(local()))).isEqualTo(new WarmUp.Loaded());

        assertThat(simulator.chatCount()).isZero();
        var asked = simulator.requests().getLast();
        assertThat(asked.path()).isEqualTo("/api/chat");
        assertThat(asked.json().path("messages").isArray()).isTrue();
        assertThat(asked.json().path("messages")).isEmpty();
        assertThat(numCtx(asked)).isEqualTo(16_384);
    }

    @Test
    void aWindowInWhichNothingCanBeAskedIsNotBelieved() throws Exception {
        simulator.model(
                SimulatedModel.named(NAME).withContextLength(1), Behaviour.text("never asked"));

        assertThat(got(upstream.look(local())))
                .isInstanceOfSatisfying(
                        ModelLook.Known.class,
                        known -> assertThat(known.facts().contextWindow()).isEmpty());
        got(upstream.warm(local()));

        assertThat(numCtx(simulator.requests().getLast())).isEqualTo(16_384);
    }

    @Test
    void numCtxIsNeverMoreThanTheModelWasTrainedFor() throws Exception {
        simulator.model(
                SimulatedModel.named(NAME).withContextLength(2_048), Behaviour.text("never asked"));
        got(upstream.look(local()));

        got(upstream.warm(local()));

        assertThat(numCtx(simulator.requests().getLast())).isEqualTo(2_048);
    }

    private static int numCtx(RecordedRequest request) {
        return request.json().path("options").path("num_ctx").asInt(-1);
    }

    @Test
    void nothingIsAskedToWarmAMeteredModel() throws Exception {
        assertThat(got(upstream.warm(model(true, Duration.ofSeconds(60)))))
                .isEqualTo(new WarmUp.NothingToLoad());
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aModelThatIsNotLoadedInTimeIsNotWaitedFor() throws Exception {
        simulator.when(_ -> true, Behaviour.silence());
        var hasty =
                new ModelProfile(
                        "one",
                        "ollama",
                        NAME,
                        false,
                        8_192,
                        EnumSet.allOf(Capability.class),
                        new ModelClocks(
                                Duration.ofMillis(50),
                                Duration.ofMillis(50),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)));

        assertThat(got(upstream.warm(hasty)))
                .isEqualTo(new WarmUp.NotLoaded(new TooSlow(FailureClock.FIRST_TOKEN)));
        simulator.requests().getFirst().closedByClient().get(30, TimeUnit.SECONDS);
    }
}
