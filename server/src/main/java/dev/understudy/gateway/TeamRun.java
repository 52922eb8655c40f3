package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Outcome;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * A team at work on one query: its thread on one side, the query's event loop on the other. What
 * the team wants is put on the loop in order; the team waits for replies.
 */
final class TeamRun implements QueryWork, TeamCalls {
    private final Team team;
    private final Query query;
    private final QueryCalls calls;
    private final AnswerListener listener;
    private final QueryRun run;
    private final Executor loop;
    private final Cancellation cancellation = new Cancellation();
    private CompletableFuture<ModelReply> awaited = new CompletableFuture<>();
    private boolean answering;
    private volatile boolean begun;
    private volatile boolean stopped;

    /**
     * @param guarded runs what comes from outside, and ends the query if it throws
     */
    TeamRun(
            Team team,
            Query query,
            QueryCalls calls,
            AnswerListener listener,
            QueryRun run,
            Context context,
            Executor guarded) {
        this.team = team;
        this.query = query;
        this.calls = calls;
        this.listener = listener;
        this.run = run;
        this.loop = task -> context.runOnContext(_ -> guarded.execute(task));
    }

    @Override
    public void start() {
        Thread.ofVirtual().name("team-" + query.id()).start(this::work);
    }

    /** Nothing blocks the loop: what is cancelled may have to tell a database. */
    @Override
    public void stop() {
        stopped = true;
        awaited.completeExceptionally(new StoppedException());
        Thread.ofVirtual().name("stop-" + query.id()).start(cancellation::cancel);
    }

    @Override
    public boolean begun() {
        return begun;
    }

    private void work() {
        try {
            var answer = team.answer(query, this);
            onLoop(() -> run.answeredByTeam(answer));
        } catch (NoModelException e) {
            onLoop(() -> run.endWithoutModel(e));
        } catch (StoppedException _) {
            onLoop(run::stoppedByItself);
        } catch (RuntimeException | Error bug) {
            onLoop(() -> run.broke(bug));
        }
    }

    private void onLoop(Runnable task) {
        loop.execute(() -> {
            if (!stopped) {
                task.run();
            }
        });
    }

    @Override
    public ModelReply ask(ChatRequest request) throws NoModelException, StoppedException {
        return reply(request, false);
    }

    @Override
    public ModelReply show(ChatRequest request) throws NoModelException, StoppedException {
        return reply(request, true);
    }

    private ModelReply reply(ChatRequest request, boolean toUser)
            throws NoModelException, StoppedException {
        refuseIfStopped();
        var reply = new CompletableFuture<ModelReply>();
        onLoop(() -> {
            awaited = reply;
            calls.call(request, new Reply(reply, toUser));
        });
        return await(reply);
    }

    private ModelReply await(CompletableFuture<ModelReply> reply)
            throws NoModelException, StoppedException {
        Runnable stop = () -> reply.completeExceptionally(new StoppedException());
        cancellation.onCancel(stop);
        try {
            return reply.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoModelException gaveUp) {
                throw gaveUp;
            }
            throw new StoppedException();
        } finally {
            cancellation.forget(stop);
        }
    }

    private void refuseIfStopped() throws StoppedException {
        if (stopped) {
            throw new StoppedException();
        }
    }

    @Override
    public void step(AgentStep step) throws StoppedException {
        refuseIfStopped();
        onLoop(() -> tell(step));
    }

    @Override
    public void notAsked(List<String> sources) throws StoppedException {
        refuseIfStopped();
        onLoop(() -> calls.sourcesNotAsked(sources));
    }

    private void tell(AgentStep step) {
        boolean again = step.textFollows() && answering;
        answering |= step.textFollows();
        if (!again) {
            calls.step(step);
        }
        if (query.told() && !again) {
            listener.step(step);
        }
    }

    @Override
    public void say(String text) throws StoppedException {
        refuseIfStopped();
        if (!text.isEmpty()) {
            onLoop(() -> event(new ChatEvent.Text(text)));
        }
    }

    @Override
    public void chart(Chart chart) throws StoppedException {
        refuseIfStopped();
        onLoop(() -> listener.chart(chart));
    }

    private void event(ChatEvent event) {
        if (event instanceof ChatEvent.Text) {
            tell(new AgentStep.Answering());
            begun = true;
        }
        listener.event(event);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Gathers one reply; on the loop. */
    private final class Reply implements AskedCall.Hearer {
        private final CompletableFuture<ModelReply> reply;
        private final boolean toUser;
        private final StringBuilder text = new StringBuilder();
        private final List<ToolCall> toolCalls = new ArrayList<>();

        Reply(CompletableFuture<ModelReply> reply, boolean toUser) {
            this.reply = reply;
            this.toUser = toUser;
        }

        @Override
        public boolean shown() {
            return toUser && query.streamed();
        }

        @Override
        public void event(ChatEvent event) {
            switch (event) {
                case ChatEvent.Text(var piece) -> {
                    text.append(piece);
                    show(event);
                }
                case ChatEvent.Thinking _ -> show(event);
                // The team's own tools: they are nobody else's business.
                case ChatEvent.ToolCalls(var wanted) -> toolCalls.addAll(wanted);
                case ChatEvent.Finished _ -> {}
            }
        }

        private void show(ChatEvent event) {
            if (toUser) {
                TeamRun.this.event(event);
            }
        }

        @Override
        public void finished(FinishReason reason, String model, TokenUsage usage) {
            reply.complete(new ModelReply(text.toString(), toolCalls, reason, usage, model));
        }

        @Override
        public void gaveUp(Outcome outcome) {
            reply.completeExceptionally(new NoModelException(outcome));
        }
    }
}
