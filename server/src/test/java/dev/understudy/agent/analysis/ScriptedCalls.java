package dev.understudy.agent.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
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

/** A model that replies by a script, and what a team did with it. */
final class ScriptedCalls implements TeamCalls {
    /** A reply that is none: no model answers any more. */
    static final String NO_MODEL = "\0no model";

    final List<ChatRequest> requests = new ArrayList<>();
    final List<AgentStep> steps = new ArrayList<>();
    final List<String> notAsked = new ArrayList<>();
    final StringBuilder said = new StringBuilder();
    private final Deque<String> replies = new ArrayDeque<>();
    private final Cancellation cancellation = new Cancellation();
    private int actionsLeft = Integer.MAX_VALUE;
    private long tokensEach = 10;

    ScriptedCalls(String... replies) {
        this.replies.addAll(List.of(replies));
    }

    /** After so many calls, steps and texts nobody waits any more. */
    ScriptedCalls stoppedAfter(int actions) {
        actionsLeft = actions;
        return this;
    }

    ScriptedCalls withTokensForEachCall(long tokens) {
        tokensEach = tokens;
        return this;
    }

    @Override
    public ModelReply ask(ChatRequest request) throws NoModelException, StoppedException {
        act();
        assertThat(requests).as("nothing is asked twice").doesNotContain(request);
        requests.add(request);
        assertThat(replies).as("a call that the script does not know: %s", request).isNotEmpty();
        var reply = replies.removeFirst();
        if (reply.equals(NO_MODEL)) {
            throw new NoModelException(new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO));
        }
        return new ModelReply(
                reply,
                List.of(),
                FinishReason.STOP,
                new TokenUsage(tokensEach, 0, false),
                "scripted");
    }

    @Override
    public ModelReply show(ChatRequest request) {
        throw new AssertionError("an answer about data is never shown before it is checked");
    }

    @Override
    public void step(AgentStep step) throws StoppedException {
        act();
        steps.add(step);
    }

    @Override
    public void notAsked(List<String> sources) throws StoppedException {
        act();
        notAsked.addAll(sources);
    }

    @Override
    public void say(String text) throws StoppedException {
        act();
        said.append(text);
    }

    @Override
    public void chart(Chart chart) throws StoppedException {
        say(MarkdownText.fenced("mermaid", chart.mermaid().orElseThrow()) + "\n\n");
    }

    @Override
    public boolean begun() {
        return !said.isEmpty();
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Every reply was asked for. */
    boolean finished() {
        return replies.isEmpty();
    }

    /** All that the models were told by us, one message after the other. */
    String asked(int request) {
        return String.join(
                "\n", requests.get(request).messages().stream().map(it -> it.text()).toList());
    }

    private void act() throws StoppedException {
        if (actionsLeft-- <= 0) {
            cancellation.cancel();
            throw new StoppedException();
        }
    }
}
