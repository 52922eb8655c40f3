package dev.understudy.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatEvent.Finished;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolSpec;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.failure.CallFailure.Unreachable;
import dev.understudy.failure.Defect;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import dev.understudy.upstream.Upstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real sockets, against the simulator. */
@Timeout(60)
public abstract class SimulatedUpstreamContract {
    protected static final ModelProfile MODEL =
            new ModelProfile(
                    "cloud",
                    "upstream",
                    "test:1b-cloud",
                    true,
                    131_072,
                    EnumSet.allOf(Capability.class),
                    ModelClocks.CLOUD);

    protected final Vertx vertx = Vertx.vertx();
    protected final Simulator simulator = Simulator.start();
    private Upstream upstream;

    protected abstract Upstream upstream(URI base, HttpOptions options);

    @BeforeEach
    void open() {
        upstream = upstream(HttpOptions.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        simulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersWithTextAndTheServersCounts() {
        plays(Behaviour.text("15% of 850 is 127.5.").usage(42, 7));

        var call = ask("What is 15% of 850?");

        assertThat(call.awaitFinished())
                .isEqualTo(new Finished(FinishReason.STOP, new TokenUsage(42, 7, false)));
        assertThat(call.text()).isEqualTo("15% of 850 is 127.5.");
        assertThat(call.events().getLast()).isInstanceOf(Finished.class);
    }

    @Test
    void presentsItsKey() {
        plays(Behaviour.text("ok"));
        var keyed = upstream(HttpOptions.DEFAULT.withApiKey("s3cret"));

        ask(keyed, question("hello")).awaitFinished();

        assertThat(simulator.requests().getFirst().headers())
                .containsEntry("authorization", "Bearer s3cret");
        assertThat(HttpOptions.DEFAULT.withApiKey("s3cret")).asString().doesNotContain("s3cret");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (var address : List.of("ollama:11434", "ftp://h", "http://u:p@h", "/x", "http://h?q")) {
            assertThatThrownBy(() -> upstream(URI.create(address), HttpOptions.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must look like");
        }
    }

    @Test
    void tellsThoughtFromText() {
        plays(Behaviour.thinking("Let me see. Hm.", "It is 4."));

        var call = ask("2+2?");
        call.awaitFinished();

        var thought = new StringBuilder();
        for (var event : call.events()) {
            if (event instanceof ChatEvent.Thinking(var part)) {
                thought.append(part);
            }
        }
        assertThat(thought).hasToString("Let me see. Hm.");
        assertThat(call.text()).isEqualTo("It is 4.");
    }

    @Test
    void handsToolCallsOn() {
        plays(Behaviour.toolCall("weather", "{\"city\":\"Köln\"}"));
        var request =
                new ChatRequest(
                        question("weather?").messages(),
                        Sampling.at(0.3),
                        100,
                        List.of(new ToolSpec("weather", "", "{\"type\":\"object\"}")),
                        new ResponseFormat.PlainText(),
                        null);

        var call = ask(upstream, request);

        assertThat(call.awaitFinished().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(call.events().getFirst())
                .isInstanceOfSatisfying(
                        ChatEvent.ToolCalls.class,
                        calls -> {
                            assertThat(calls.calls()).hasSize(1);
                            assertThat(calls.calls().getFirst().name()).isEqualTo("weather");
                            assertThat(calls.calls().getFirst().argumentsJson())
                                    .isEqualTo("{\"city\":\"Köln\"}");
                            assertThat(calls.calls().getFirst().id()).isNotEmpty();
                        });
    }

    @Test
    void keepsUtf8ThatIsCutInsideACharacter() {
        var text = "Grüße aus Köln, 世界 🎭 — naïve 👩‍👩‍👧";
        plays(Behaviour.text(text).splitBytes());

        var call = ask("?");
        call.awaitFinished();

        assertThat(call.text()).isEqualTo(text);
    }

    @Test
    void marksCountsThatTheServerDidNotGive() {
        plays(Behaviour.text("x").withoutUsage());

        assertThat(ask("?").awaitFinished().usage()).isEqualTo(new TokenUsage(0, 0, true));
    }

    @Test
    void handsTheCutAnswerOnAsLength() {
        plays(Behaviour.text("x").finish("length"));

        assertThat(ask("?").awaitFinished().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void leavesItToTheCallerToJudgeAnEmptyAnswer() {
        plays(Behaviour.empty());

        var call = ask("?");
        call.awaitFinished();

        assertThat(call.events()).hasSize(1);
    }

    @Test
    void tellsEveryBrokenEnding() {
        var said = Behaviour.pieces(List.of("one ", "two ", "three"));
        endsAs(
                said.then(new Ending.ErrorLine("boom")).after(2),
                new BrokenAnswer(Defect.ERROR_LINE));
        endsAs(said.then(new Ending.EndWithoutDone()).after(2), new BrokenAnswer(Defect.NO_END));
        endsAs(said.then(new Ending.OddKey()).after(2), new BrokenAnswer(Defect.BAD_LINE));
        endsAs(said.then(new Ending.BadJson()).after(2), new BrokenAnswer(Defect.BAD_LINE));
        endsAs(said.then(new Ending.Reset()).after(2), new Unreachable("connection lost"));
        endsAs(said.then(new Ending.Cut()).after(2), new Unreachable("connection lost"));
    }

    private void endsAs(Behaviour behaviour, CallFailure expected) {
        plays(behaviour);
        var call = ask("?");
        assertThat(call.awaitFailure()).as("%s", behaviour.ending()).isEqualTo(expected);
        assertThat(call.text()).as("%s", behaviour.ending()).isEqualTo("one two ");
        assertThat(call.wasSent()).isTrue();
    }

    @Test
    void readsAnHttpErrorWithItsHeaders() {
        plays(
                Behaviour.error(429, "{\"error\":\"you have reached your weekly usage limit\"}")
                        .withHeader("Retry-After", "120"));

        var call = ask("?");

        assertThat(call.awaitFailure())
                .isEqualTo(new CallFailure.ProviderQuotaSpent(429, Duration.ofMinutes(2)));
        assertThat(call.wasSent()).isTrue();
    }

    @Test
    void followsNoRedirect() {
        plays(Behaviour.error(307).withHeader("Location", simulator.url() + "/elsewhere"));

        assertThat(ask("?").awaitFailure()).isEqualTo(new Unreachable("HTTP 307"));
        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void readsOnlyTheBeginningOfALongError() {
        plays(Behaviour.error(503, "x".repeat(10_000_000)));

        assertThat(ask("?").awaitFailure()).isEqualTo(new CallFailure.Overloaded(503, null));
    }

    @Test
    void readsTheServersOwnRefusals() {
        simulator.model("other", Behaviour.text("x"));
        assertThat(ask("?").awaitFailure()).isEqualTo(new CallFailure.ModelNotFound());

        plays(Behaviour.refuseCapability("tools"));
        assertThat(ask("?").awaitFailure())
                .isEqualTo(new CallFailure.CapabilityMissing(Capability.TOOLS));
    }

    @Test
    void refusesABrokenSchemaWithoutSendingAnything() {
        plays(Behaviour.text("x"));
        var format = new ResponseFormat.JsonBySchema("a", "no schema");

        var call =
                ask(
                        upstream,
                        new ChatRequest(
                                question("?").messages(),
                                Sampling.at(0.3),
                                10,
                                List.of(),
                                format,
                                null));

        assertThat(call.awaitFailure()).isEqualTo(new CallFailure.InvalidRequest(400));
        assertThat(call.wasSent()).isFalse();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void hasSentNothingWhenTheConnectionIsRefused() {
        simulator.stopListening();

        var call = ask("?");

        assertThat(call.awaitFailure()).isEqualTo(new Unreachable("connection refused"));
        assertThat(call.wasSent()).isFalse();
    }

    @Test
    void closesTheConnectionWhenCancelledBeforeTheFirstByte() throws Exception {
        plays(Behaviour.silence());
        var call = ask("?");
        call.awaitSent();
        var request = awaitChat();

        call.cancel();

        assertThat(request.closedByClient().get(10, TimeUnit.SECONDS)).isNotNull();
        call.onLoop(() -> {});
        assertThat(call.hasEnded()).isFalse();
        assertThat(call.events()).isEmpty();
    }

    @Test
    void closesTheConnectionWhenCancelledInTheMiddleAndSaysNothingMore() throws Exception {
        plays(
                Behaviour.pieces(List.of("one ", "two ", "three"))
                        .then(new Ending.Silence())
                        .after(2));
        var call = ask("?");
        call.awaitFirst();

        call.cancel();
        call.cancel();
        var heard = call.events().size();

        assertThat(awaitChat().closedByClient().get(10, TimeUnit.SECONDS)).isNotNull();
        call.onLoop(() -> {});
        assertThat(call.hasEnded()).isFalse();
        assertThat(call.events()).hasSize(heard);
    }

    @Test
    void saysNothingMoreWhenCancelledFromInsideAnEvent() throws Exception {
        plays(
                Behaviour.pieces(List.of("one ", "two ", "three"))
                        .betweenTokens(Duration.ofMillis(5)));

        var call =
                HeardCall.of(
                        vertx, upstream, MODEL, question("?"), (heard, _) -> heard.call().cancel());
        call.awaitFirst();

        assertThat(awaitChat().closedByClient().get(10, TimeUnit.SECONDS)).isNotNull();
        call.onLoop(() -> {});
        assertThat(call.events()).hasSize(1);
        assertThat(call.hasEnded()).isFalse();
    }

    @Test
    void sendsNothingWhenCancelledBeforeItIsConnected() {
        plays(Behaviour.text("ok"));
        var narrow = upstream(HttpOptions.DEFAULT.withConnections(1, 10));
        var calls = new ArrayList<HeardCall>();
        for (var i = 0; i < 5; i++) {
            calls.add(HeardCall.cancelledAtOnce(vertx, narrow, MODEL, question("?")));
        }

        ask(narrow, question("and now")).awaitFinished();

        for (var call : calls) {
            assertThat(call.wasSent()).isFalse();
            assertThat(call.hasEnded()).isFalse();
            assertThat(call.events()).isEmpty();
        }
    }

    @Test
    void failsAtOnceWhenTooManyWaitForAConnection() throws Exception {
        plays(Behaviour.silence());
        var narrow = upstream(HttpOptions.DEFAULT.withConnections(1, 0));
        var first = ask(narrow, question("?"));
        awaitChat();

        var second = ask(narrow, question("?"));

        assertThat(second.awaitFailure())
                .isEqualTo(new Unreachable("too many calls wait for a connection"));
        assertThat(second.wasSent()).isFalse();
        first.cancel();
    }

    @Test
    void runsOutOfTheConnectClockWhileItWaitsForAConnection() throws Exception {
        plays(Behaviour.silence());
        var narrow = upstream(HttpOptions.DEFAULT.withConnections(1, 10));
        var first = ask(narrow, question("?"));
        awaitChat();
        var impatient =
                new ModelProfile(
                        "m",
                        "upstream",
                        "test:1b-cloud",
                        true,
                        8192,
                        EnumSet.noneOf(Capability.class),
                        new ModelClocks(
                                Duration.ofMillis(50),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)));

        var second = HeardCall.of(vertx, narrow, impatient, question("?"));

        assertThat(second.awaitFailure().summary()).isEqualTo("too slow (connect)");
        assertThat(second.wasSent()).isFalse();
        first.cancel();
    }

    @Test
    void answersCallAfterCallOverASingleConnection() {
        plays(Behaviour.text("ok"));
        var narrow = upstream(HttpOptions.DEFAULT.withConnections(1, 100));
        var calls = new ArrayList<HeardCall>();
        for (var i = 0; i < 50; i++) {
            calls.add(ask(narrow, question("?")));
        }

        calls.forEach(HeardCall::awaitFinished);

        assertThat(simulator.chatCount()).isEqualTo(50);
    }

    /** What bounds the end of one answer must not end the next one on the same connection. */
    @Test
    void leavesASlowCallAloneOnAConnectionThatWasUsedBefore() {
        simulator.model(
                "test:1b-cloud",
                Behaviour.text("quick"),
                Behaviour.text("slow").firstTokenAfter(Duration.ofMillis(1_500)));
        var narrow = upstream(HttpOptions.DEFAULT.withConnections(1, 10));
        ask(narrow, question("?")).awaitFinished();

        var slow = ask(narrow, question("?"));
        slow.awaitFinished();

        assertThat(slow.text()).isEqualTo("slow");
    }

    @Test
    void keepsEverythingForAReaderThatPausesAfterEachEvent() {
        var pieces = new ArrayList<String>();
        for (var i = 0; i < 5_000; i++) {
            pieces.add("piece %d, ".formatted(i));
        }
        plays(Behaviour.pieces(pieces));

        var call =
                HeardCall.of(
                        vertx,
                        upstream,
                        MODEL,
                        question("?"),
                        (heard, event) -> {
                            if (!(event instanceof Finished)) {
                                heard.call().pause();
                                vertx.runOnContext(_ -> heard.call().resume());
                            }
                        });
        call.awaitFinished();

        assertThat(call.text()).isEqualTo(String.join("", pieces));
    }

    @Test
    void readsNothingFromTheSocketWhilePaused() throws Exception {
        // More than the buffers of both sockets hold.
        var big = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            big.add("%03d".formatted(i) + "x".repeat(500_000));
        }
        plays(Behaviour.pieces(big));
        var call =
                HeardCall.of(
                        vertx,
                        upstream,
                        MODEL,
                        question("?"),
                        (heard, _) -> {
                            if (heard.events().size() == 1) {
                                heard.call().pause();
                            }
                        });
        call.awaitFirst();

        call.onLoop(() -> {});
        assertThat(awaitChat().answered()).isNotDone();
        assertThat(call.hasEnded()).isFalse();
        call.onLoop(() -> call.call().resume());
        call.awaitFinished();

        assertThat(call.text()).isEqualTo(String.join("", big));
    }

    @Test
    void failsRunningCallsWhenItIsClosed() {
        plays(Behaviour.pieces(List.of("one", "two")).then(new Ending.Silence()).after(1));
        var call = ask("?");
        call.awaitFirst();

        upstream.close();

        assertThat(call.awaitFailure()).isEqualTo(new Unreachable("connection lost"));
        var late = ask("?");
        assertThat(late.awaitFailure()).isEqualTo(new Unreachable("connection failed"));
        assertThat(late.wasSent()).isFalse();
    }

    @Test
    void sendsTextWithHalfASurrogatePairAllTheSame() {
        plays(Behaviour.echo());

        var call = ask("a\ud83db 😀");
        call.awaitFinished();

        assertThat(call.text()).isEqualTo("a?b 😀");
    }

    protected void plays(Behaviour behaviour) {
        simulator.model("test:1b-cloud", behaviour);
    }

    protected HeardCall ask(String question) {
        return ask(upstream, question(question));
    }

    protected HeardCall ask(Upstream asked, ChatRequest request) {
        return HeardCall.of(vertx, asked, MODEL, request);
    }

    protected static ChatRequest question(String text) {
        return ChatRequest.of(List.of(ChatMessage.user(text)), Sampling.at(0.3), 8000);
    }

    private Upstream upstream(HttpOptions options) {
        return upstream(URI.create(simulator.url()), options);
    }

    /** The test's {@code @Timeout} bounds the waiting. */
    protected RecordedRequest awaitChat() {
        while (simulator.chats().isEmpty()) {
            Thread.onSpinWait();
        }
        return simulator.chats().getFirst();
    }
}
