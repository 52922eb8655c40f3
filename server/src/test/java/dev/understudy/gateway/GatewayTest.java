package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Outcome;
import dev.understudy.notice.Notice;
import dev.understudy.server.Parts;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    private static final String PRIMARY = "gpt-oss:120b-cloud";

    @TempDir Path home;
    private Simulator upstream;
    private Parts parts;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        var flags =
                Map.of(
                        "UNDERSTUDY_HOME", home.toString(),
                        "OLLAMA_HOST", upstream.url(),
                        "ENABLE_FALLBACK", "false",
                        "RETRY_DELAY_SECONDS", "600",
                        "QUERY_TIMEOUT_SECONDS", "3600");
        parts =
                Parts.assemble(
                        ServerConfig.of(
                                SettingsLoader.load(
                                        new SettingsInput(flags, Map.of(), home, home))));
    }

    @AfterEach
    void stop() {
        parts.close();
        upstream.close();
    }

    /** Hears an answer; {@code onEvent} is called for each event. */
    private record Heard(
            Consumer<ChatEvent> onEvent,
            CompletableFuture<Notice> firstNotice,
            CompletableFuture<Answer> answer)
            implements AnswerListener {
        Heard(Consumer<ChatEvent> onEvent) {
            this(onEvent, new CompletableFuture<>(), new CompletableFuture<>());
        }

        @Override
        public void notice(Notice notice) {
            firstNotice.complete(notice);
        }

        @Override
        public void step(AgentStep step) {}

        @Override
        public void chart(Chart chart) {}

        @Override
        public void event(ChatEvent event) {
            onEvent.accept(event);
        }

        @Override
        public void ended(Answer ended) {
            assertThat(answer.complete(ended)).as("ended once").isTrue();
        }
    }

    private CompletableFuture<RunningQuery> ask(Heard heard) {
        var request = ChatRequest.of(List.of(ChatMessage.user("hello")), Sampling.at(0.3), 100);
        var query = new Query("q1", Route.CHAT, "ada", "c1", true, true, request);
        var started = new CompletableFuture<RunningQuery>();
        parts.vertx()
                .getOrCreateContext()
                .runOnContext(_ -> started.complete(parts.gateway().start(query, heard)));
        return started;
    }

    private Answer ended(Heard heard) throws Exception {
        return heard.answer().get(20, TimeUnit.SECONDS);
    }

    private long used() throws Exception {
        return parts.ledger().quotaStatus().toCompletableFuture().get(20, TimeUnit.SECONDS).used();
    }

    @Test
    void aListenerThatThrowsEndsItsQueryAndKeepsNothing() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two").betweenTokens(Duration.ofMillis(5)));
        var heard =
                new Heard(_ -> {
                    throw new IllegalStateException("planted");
                });

        var _ = ask(heard);

        assertThat(ended(heard).outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(parts.gateway().running()).isZero();
        assertThat(used()).isEqualTo(1);
        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
    }

    @Test
    void partsThatServeNobodyDoNothingBesideTheirQueries() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one"));
        var heard = new Heard(_ -> {});

        var _ = ask(heard);

        assertThat(ended(heard).outcome()).isInstanceOf(Outcome.Answered.class);
        assertThat(upstream.requests()).isEqualTo(upstream.chats()).hasSize(1);
    }

    @Test
    void aQueryThatIsCancelledWhileItWaitsToTryAgainEndsAtOnce() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        var heard = new Heard(_ -> {});
        var running = ask(heard);
        heard.firstNotice().get(20, TimeUnit.SECONDS);

        cancel(running.get(20, TimeUnit.SECONDS), heard);

        assertThat(ended(heard).outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(upstream.chatCount()).isEqualTo(1);
        assertThat(parts.gateway().running()).isZero();
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void aQueryThatIsCancelledInTheMiddleCountsWhatItUsedByEstimate() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three").betweenTokens(Duration.ofHours(1)));
        var first = new CompletableFuture<ChatEvent>();
        var heard = new Heard(first::complete);
        var running = ask(heard);
        first.get(20, TimeUnit.SECONDS);

        cancel(running.get(20, TimeUnit.SECONDS), heard);

        var answer = ended(heard);
        assertThat(answer.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(answer.usage().estimated()).isTrue();
        assertThat(answer.usage().completionTokens()).isPositive();
        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aQueryThatIsCancelledBeforeItBeganReachesNobody() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one"));
        var heard = new Heard(_ -> {});
        var request = ChatRequest.of(List.of(ChatMessage.user("hello")), Sampling.at(0.3), 100);
        var query = new Query("q1", Route.CHAT, "ada", "c1", true, true, request);
        parts.vertx()
                .getOrCreateContext()
                .runOnContext(_ -> parts.gateway().start(query, heard).cancel());

        assertThat(ended(heard).outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(parts.gateway().running()).isZero();
        assertThat(used()).isZero();
        assertThat(upstream.chatCount()).isZero();
    }

    @Test
    void aServerThatStopsEndsWhatRunsAndSaysSo() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two").betweenTokens(Duration.ofHours(1)));
        var first = new CompletableFuture<ChatEvent>();
        var heard = new Heard(first::complete);
        var _ = ask(heard);
        first.get(20, TimeUnit.SECONDS);

        parts.gateway().cancelAll();

        assertThat(ended(heard).outcome()).isInstanceOf(Outcome.Cancelled.class);
        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
    }

    /** On the loop of the query: that of the thread that started it. */
    private void cancel(RunningQuery running, Heard heard) {
        if (running instanceof QueryRun run) {
            run.context().runOnContext(_ -> running.cancel());
        } else {
            heard.answer().completeExceptionally(new AssertionError("not a query run"));
        }
    }
}
