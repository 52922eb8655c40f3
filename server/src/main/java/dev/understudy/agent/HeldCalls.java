package dev.understudy.agent;

import dev.understudy.chat.ChatRequest;
import dev.understudy.data.Cancellation;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.ModelReply;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is told and said until it is known who answers, and so which team to name first. What
 * is kept is one computed answer, which has the bounds of a result. No model is asked. For one
 * thread.
 */
final class HeldCalls implements TeamCalls {
    private final TeamCalls calls;
    private final NoModelException noModel;
    private final List<Held> held = new ArrayList<>();
    private boolean said;

    private interface Held {
        void release(TeamCalls to) throws StoppedException;
    }

    /**
     * @param noModel why no model can be asked
     */
    HeldCalls(TeamCalls calls, NoModelException noModel) {
        this.calls = calls;
        this.noModel = noModel;
    }

    /** Tells and says it all, in its order. */
    void release() throws StoppedException {
        for (var each : held) {
            each.release(calls);
        }
    }

    @Override
    public ModelReply ask(ChatRequest request) throws NoModelException {
        throw noModel;
    }

    @Override
    public ModelReply show(ChatRequest request) throws NoModelException {
        throw noModel;
    }

    /** The routing is told by whoever releases this. */
    @Override
    public void step(AgentStep step) {
        if (!(step instanceof AgentStep.Routed)) {
            held.add(to -> to.step(step));
        }
    }

    @Override
    public void notAsked(List<String> sources) {
        held.add(to -> to.notAsked(sources));
    }

    @Override
    public void say(String text) {
        said |= !text.isEmpty();
        held.add(to -> to.say(text));
    }

    @Override
    public void chart(Chart chart) {
        held.add(to -> to.chart(chart));
    }

    @Override
    public boolean begun() {
        return said;
    }

    @Override
    public Cancellation cancellation() {
        return calls.cancellation();
    }
}
