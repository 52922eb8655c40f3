package dev.understudy.web;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Findings;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.notice.Notice;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Standing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A gateway that plays a script, or waits for the test to play each query by hand. */
final class ScriptedQueries implements Queries {
    private final BlockingQueue<Play> plays = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<Play> script;
    private volatile String running = "";
    private volatile String runningFor = "";

    /** Plays this for every query from now on. */
    void script(Consumer<Play> newScript) {
        script = newScript;
    }

    /** Says that this query is under way. */
    void isRunning(String queryId, String user) {
        runningFor = user;
        running = queryId;
    }

    /** The next query that was started. */
    Play next() throws InterruptedException {
        var play = plays.poll(20, TimeUnit.SECONDS);
        if (play == null) {
            throw new AssertionError("no query was started");
        }
        return play;
    }

    boolean noneStarted() {
        return plays.isEmpty();
    }

    @Override
    public RunningQuery start(Query query, AnswerListener listener) {
        var play = new Play(query, listener, Objects.requireNonNull(Vertx.currentContext()));
        plays.add(play);
        var now = script;
        if (now != null) {
            now.accept(play);
        }
        return play;
    }

    @Override
    public String taskRoute(String model) {
        return model;
    }

    @Override
    public Optional<String> userOf(String queryId) {
        return queryId.equals(running) ? Optional.of(runningFor) : Optional.empty();
    }

    @Override
    public List<String> models() {
        return List.of("chat", "autogen-agents", "gpt-oss:120b-cloud", "hf.co/some/model:q4");
    }

    /** One query on the stage. Its methods may be called from any thread; they play in order. */
    static final class Play implements RunningQuery {
        final Query query;
        final AtomicInteger cancels = new AtomicInteger();
        final AtomicInteger pauses = new AtomicInteger();
        final AtomicInteger resumes = new AtomicInteger();
        final Semaphore cancelled = new Semaphore(0);
        final Semaphore paused = new Semaphore(0);
        final Semaphore resumed = new Semaphore(0);
        private final AnswerListener listener;
        private final Context context;

        Play(Query query, AnswerListener listener, Context context) {
            this.query = query;
            this.listener = listener;
            this.context = context;
        }

        /** Several events in one turn of the event loop. */
        Play inOneTurn(Consumer<AnswerListener> part) {
            context.runOnContext(_ -> part.accept(listener));
            return this;
        }

        Play text(String text) {
            return inOneTurn(it -> it.event(new ChatEvent.Text(text)));
        }

        Play thinking(String text) {
            return inOneTurn(it -> it.event(new ChatEvent.Thinking(text)));
        }

        Play calls(ToolCall... calls) {
            return inOneTurn(it -> it.event(new ChatEvent.ToolCalls(List.of(calls))));
        }

        Play notice(Notice notice) {
            return inOneTurn(it -> it.notice(notice));
        }

        Play step(AgentStep step) {
            return inOneTurn(it -> it.step(step));
        }

        Play chart(Chart chart) {
            return inOneTurn(it -> it.chart(chart));
        }

        /** Ends as a team does. */
        Play end(Outcome outcome, String team, Findings findings, QuotaStatus quota) {
            return inOneTurn(it -> it.ended(answer(outcome, team, findings, quota)));
        }

        Play end(Outcome outcome) {
            return end(outcome, null);
        }

        Play end(Outcome outcome, @Nullable QuotaStatus quota) {
            return inOneTurn(it -> it.ended(answer(outcome, null, null, quota)));
        }

        private Answer answer(
                Outcome outcome,
                @Nullable String team,
                @Nullable Findings findings,
                @Nullable QuotaStatus quota) {
            var model =
                    switch (outcome) {
                        case Outcome.Answered(var id) -> id;
                        case Outcome.AnsweredByFallback(var id) -> id;
                        default -> null;
                    };
            return new Answer(
                    query.id(),
                    outcome,
                    model,
                    FinishReason.STOP,
                    new TokenUsage(12, 34, false),
                    1,
                    outcome instanceof Outcome.AnsweredByFallback,
                    team,
                    findings,
                    quota == null ? null : Standing.of(quota));
        }

        @Override
        public void cancel() {
            cancels.incrementAndGet();
            cancelled.release();
        }

        @Override
        public void pause() {
            pauses.incrementAndGet();
            paused.release();
        }

        @Override
        public void resume() {
            resumes.incrementAndGet();
            resumed.release();
        }
    }
}
