package dev.understudy.agent;

import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Chart;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.ModelReply;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamCalls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Calls whose replies are written beforehand; remembers what was asked, told and said. */
public final class ScriptedCalls implements TeamCalls {
    /** How a query ends whose models are all away. */
    public static final Outcome AWAY = new Outcome.Failed(Cause.NONE_AVAILABLE, Duration.ZERO);

    private final Deque<Scripted> script = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int stopsAt = Integer.MAX_VALUE;
    private int done;
    private boolean answering;

    private sealed interface Scripted {
        record Reply(ModelReply reply) implements Scripted {}

        record GivesUp(String seen, Outcome outcome) implements Scripted {}
    }

    public ScriptedCalls replies(String replyText, ToolCall... toolCalls) {
        return replies(new TokenUsage(100, 10, false), replyText, toolCalls);
    }

    public ScriptedCalls replies(TokenUsage usage, String replyText, ToolCall... toolCalls) {
        var finish = toolCalls.length == 0 ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        script.add(
                new Scripted.Reply(
                        new ModelReply(replyText, List.of(toolCalls), finish, usage, "scripted")));
        return this;
    }

    /** No model answers this call. */
    public ScriptedCalls givesUp() {
        return givesUp("", AWAY);
    }

    /** The same, after some of the answer was seen. */
    public ScriptedCalls givesUp(String seen, Outcome outcome) {
        script.add(new Scripted.GivesUp(seen, outcome));
        return this;
    }

    /** Nobody waits any more from the n-th thing on that is asked, told or said; counted from 0. */
    public ScriptedCalls stopsAt(int n) {
        stopsAt = n;
        return this;
    }

    @Override
    public ModelReply ask(ChatRequest request) throws NoModelException, StoppedException {
        told.add("ask");
        return reply(request, false);
    }

    @Override
    public ModelReply show(ChatRequest request) throws NoModelException, StoppedException {
        told.add("show");
        return reply(request, true);
    }

    private ModelReply reply(ChatRequest request, boolean shown)
            throws NoModelException, StoppedException {
        oneMore();
        requests.add(request);
        return switch (script.remove()) {
            case Scripted.Reply(var reply) -> {
                if (shown) {
                    visible(reply.text());
                }
                yield reply;
            }
            case Scripted.GivesUp(var seen, var outcome) -> {
                visible(seen);
                throw new NoModelException(outcome);
            }
        };
    }

    private void visible(String piece) {
        if (!piece.isEmpty()) {
            if (!answering) {
                told.add("Answering");
            }
            answering = true;
            text.append(piece);
        }
    }

    @Override
    public void step(AgentStep step) throws StoppedException {
        oneMore();
        told.add(
                switch (step) {
                    case AgentStep.Routed(var team) -> "Routed: " + team;
                    case AgentStep.ToolUsed(var what) -> "ToolUsed: " + what;
                    case AgentStep.Answering _,
                            AgentStep.Unanswered _,
                            AgentStep.SqlWritten _,
                            AgentStep.SqlRepaired _,
                            AgentStep.SqlRan _ ->
                            step.getClass().getSimpleName();
                });
    }

    @Override
    public void notAsked(List<String> sources) throws StoppedException {
        oneMore();
        told.add("NotAsked: " + String.join(", ", sources));
    }

    @Override
    public void say(String piece) throws StoppedException {
        oneMore();
        visible(piece);
    }

    @Override
    public void chart(Chart chart) throws StoppedException {
        say(MarkdownText.fenced("mermaid", chart.mermaid().orElseThrow()) + "\n\n");
    }

    @Override
    public boolean begun() {
        return answering;
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    private void oneMore() throws StoppedException {
        if (done >= stopsAt) {
            throw new StoppedException();
        }
        done++;
    }

    /** What was asked of models, in order. */
    public List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Calls and steps in order: {@code ask}, {@code show}, {@code Routed: …}, {@code Answering}.
     */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** The answer as the user has it. */
    public String text() {
        return text.toString();
    }

    /** How many things were asked, told and said. */
    public int done() {
        return done;
    }

    /** Whether all that was written beforehand was used. */
    public boolean used() {
        return script.isEmpty();
    }
}
