package dev.understudy.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.EndListener;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.time.ManualTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered and what goes wrong, with small bounds and on real event loops. */
class SharedAnswersTest {
    private static final int EACH = 4_000;
    private static final RepeatLimits LIMITS =
            new RepeatLimits(Duration.ofSeconds(60), 3, EACH, 2 * EACH, 2);

    private final Vertx vertx = Vertx.vertx();
    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final SharedAnswers answers = new SharedAnswers(LIMITS, time);
    private Context loop;
    private int started;

    @BeforeEach
    void start() throws Exception {
        loop = newLoop();
    }

    /** An event loop of its own, as each instance of the API has. */
    private Context newLoop() throws Exception {
        var found = new CompletableFuture<Context>();
        vertx.deployVerticle(context -> {
            found.complete(context);
            return Future.succeededFuture();
        });
        return found.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private <T> T on(Context context, Callable<T> task) throws Exception {
        var done = new CompletableFuture<T>();
        context.runOnContext(_ -> {
            try {
                done.complete(task.call());
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(20, TimeUnit.SECONDS);
    }

    private static final class Query implements RunningQuery {
        boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}
    }

    /** Hears text, and how it ended. */
    private static final class Heard implements EndListener {
        final StringBuilder text = new StringBuilder();
        final CompletableFuture<Answer> ended = new CompletableFuture<>();
        @Nullable RuntimeException thrown;
        boolean throwing;

        @Override
        public void event(ChatEvent event) {
            if (throwing) {
                throw new IllegalStateException("planted");
            }
            if (event instanceof ChatEvent.Text(var piece)) {
                text.append(piece);
            }
        }

        @Override
        public void ended(Answer answer) {
            assertThat(ended.complete(answer)).as("ended once").isTrue();
        }
    }

    private Entrance enter(String key, Context from, Function<SharedAnswer, RunningQuery> starter)
            throws Exception {
        return on(
                from,
                () ->
                        answers.enter(
                                new CallersKey("caller", "user", key),
                                BodyHash.of("body".getBytes(StandardCharsets.UTF_8)),
                                "q" + started,
                                0,
                                from,
                                answer -> {
                                    started++;
                                    return starter.apply(answer);
                                }));
    }

    private Entrance enter(String key) throws Exception {
        return enter(key, loop, _ -> new Query());
    }

    private static SharedClient client(Entrance entrance) {
        return ((Entrance.Entered) entrance).client();
    }

    private Heard hear(Entrance entrance) throws Exception {
        var heard = new Heard();
        on(
                loop,
                () -> {
                    client(entrance).hear(heard, mistake -> heard.thrown = mistake);
                    return true;
                });
        return heard;
    }

    private void end(SharedAnswer answer, String text) throws Exception {
        on(
                loop,
                () -> {
                    answer.event(new ChatEvent.Text(text));
                    answer.ended(answered(answer.queryId()));
                    return true;
                });
    }

    private static Answer answered(String id) {
        return new Answer(
                id,
                new Outcome.Answered("m"),
                "m",
                FinishReason.STOP,
                TokenUsage.NONE,
                1,
                false,
                null,
                null,
                null);
    }

    private void answer(String key, String text) throws Exception {
        var entrance = enter(key);
        var heard = hear(entrance);
        end(client(entrance).answer(), text);
        heard.ended.get(20, TimeUnit.SECONDS);
    }

    private boolean remembered(String key) throws Exception {
        int before = started;
        var entrance = (Entrance.Entered) enter(key);
        if (started == before) {
            assertThat(entrance.replayed()).isTrue();
            assertThat(hear(entrance).ended.get(20, TimeUnit.SECONDS)).isNotNull();
            return true;
        }
        on(
                loop,
                () -> {
                    entrance.client().cancel();
                    return true;
                });
        return false;
    }

    @Test
    void onlyTheLatestAnswersAreRemembered() throws Exception {
        for (var key : new String[] {"a", "b", "c", "d"}) {
            answer(key, "short");
        }

        assertThat(remembered("a")).isFalse();
        assertThat(remembered("b")).isTrue();
        assertThat(remembered("d")).isTrue();
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRemembered() throws Exception {
        answer("small", "x".repeat(EACH / 2 - 200));
        answer("large", "x".repeat(EACH / 2));

        assertThat(remembered("small")).isTrue();
        assertThat(remembered("large")).isFalse();
    }

    @Test
    void allOfThemTogetherAreBoundedToo() throws Exception {
        var almost = "x".repeat(EACH / 2 - 200);
        answer("a", almost);
        answer("b", almost);
        assertThat(remembered("a")).isTrue();

        answer("c", almost);

        assertThat(remembered("a")).isFalse();
        assertThat(remembered("b")).isTrue();
        assertThat(remembered("c")).isTrue();
    }

    @Test
    void roomIsGivenBackWithTime() throws Exception {
        var almost = "x".repeat(EACH / 2 - 200);
        for (int i = 0; i < 20; i++) {
            answer("a" + i, almost);
            answer("b" + i, almost);
            assertThat(remembered("a" + i)).isTrue();
            time.advance(Duration.ofSeconds(60));
            assertThat(remembered("a" + i)).isFalse();
        }
    }

    @Test
    void oneMoreClientThanAllowedIsRefusedAndOneThatLeftMakesRoom() throws Exception {
        var first = enter("a");
        enter("a");

        assertThat(enter("a")).isEqualTo(new Entrance.Crowded());

        on(
                loop,
                () -> {
                    client(first).cancel();
                    return true;
                });
        assertThat(enter("a")).isInstanceOf(Entrance.Entered.class);
        assertThat(started).isEqualTo(1);
    }

    @Test
    void aClientThatThrowsLeavesAndTheOthersHearOn() throws Exception {
        var query = new Query();
        var first = enter("a", loop, _ -> query);
        var bad = hear(first);
        var good = hear(enter("a"));
        bad.throwing = true;

        end(client(first).answer(), "hello");

        good.ended.get(20, TimeUnit.SECONDS);
        assertThat(good.text).hasToString("hello");
        assertThat(bad.thrown).hasMessage("planted");
        assertThat(bad.ended).isNotDone();
        assertThat(query.cancelled).isFalse();
    }

    @Test
    void theOnlyClientThatThrowsTakesTheQueryWithIt() throws Exception {
        var query = new Query();
        var first = enter("a", loop, _ -> query);
        hear(first).throwing = true;

        on(
                loop,
                () -> {
                    client(first).answer().event(new ChatEvent.Text("x"));
                    return true;
                });

        on(loop, () -> assertThat(query.cancelled).isTrue());
    }

    @Test
    void aQueryThatCannotBeStartedEndsForAllAndIsNotRemembered() throws Exception {
        var heard =
                hear(
                        enter(
                                "a",
                                loop,
                                _ -> {
                                    throw new IllegalStateException("planted");
                                }));

        assertThat(heard.ended.get(20, TimeUnit.SECONDS).outcome())
                .isInstanceOf(Outcome.Failed.class);
        assertThat(remembered("a")).isFalse();
    }

    @Test
    void whoComesWhileTheLastOneLeavesIsNotLeftWithACancelledQuery() throws Exception {
        var elsewhere = newLoop();
        for (int i = 0; i < 2_000; i++) {
            var query = new Query();
            var first = enter("a", loop, _ -> query);
            var left = new CompletableFuture<Boolean>();
            loop.runOnContext(_ -> {
                client(first).cancel();
                left.complete(true);
            });
            var second = (Entrance.Entered) enter("a", elsewhere, _ -> new Query());
            left.get(20, TimeUnit.SECONDS);
            boolean joined = second.client().answer() == client(first).answer();

            assertThat(on(loop, () -> query.cancelled)).isEqualTo(!joined);

            on(
                    elsewhere,
                    () -> {
                        second.client().cancel();
                        return true;
                    });
        }
    }
}
