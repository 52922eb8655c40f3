package dev.understudy.agent;

import dev.understudy.chat.ChatRequest;
import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.ModelReply;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Speaker;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamCalls;
import java.util.List;

/**
 * What a team may do, within the budget of its query: each call of a model takes one of the calls
 * allowed, and its tokens are counted. For the team's thread only.
 */
public final class BudgetedCalls implements Speaker {
    private final TeamCalls calls;
    private final AgentBudget budget;
    private boolean said;

    public BudgetedCalls(TeamCalls calls, AgentBudget budget) {
        this.calls = calls;
        this.budget = budget;
    }

    /** Asks a model, unseen by the user; see {@link TeamCalls#ask}. */
    public ModelReply ask(ChatRequest request)
            throws LimitReachedException, NoModelException, StoppedException {
        takeModelCall();
        return spent(calls.ask(request));
    }

    /** Asks a model for the answer itself; see {@link TeamCalls#show}. */
    public ModelReply show(ChatRequest request)
            throws LimitReachedException, NoModelException, StoppedException {
        takeModelCall();
        return spent(calls.show(request));
    }

    /** Tells what is being done; see {@link TeamCalls#step}. */
    public void step(AgentStep step) throws StoppedException {
        calls.step(step);
    }

    /** Tells which sources cannot be asked; see {@link TeamCalls#notAsked}. */
    public void notAsked(List<String> sources) throws StoppedException {
        calls.notAsked(sources);
    }

    /** Says a piece of the answer. */
    @Override
    public void say(String text) throws StoppedException {
        said |= !text.isEmpty();
        calls.say(text);
    }

    /** A picture as part of the answer; see {@link TeamCalls#chart}. */
    @Override
    public void chart(Chart chart) throws StoppedException {
        calls.chart(chart);
    }

    /** Whether the user has seen some of the answer. */
    public boolean begun() {
        return said || calls.begun();
    }

    /** Is cancelled when nobody waits any more; see {@link TeamCalls#cancellation}. */
    public Cancellation cancellation() {
        return calls.cancellation();
    }

    /** For what is no call of a model: turns, tools, statements, repairs. */
    public AgentBudget budget() {
        return budget;
    }

    private void takeModelCall() throws LimitReachedException {
        var exhausted = budget.takeModelCall();
        if (exhausted.isPresent()) {
            throw new LimitReachedException(exhausted.get());
        }
    }

    private ModelReply spent(ModelReply reply) {
        budget.spend(reply.usage());
        return reply;
    }
}
