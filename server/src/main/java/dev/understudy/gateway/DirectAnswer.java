package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;

/** The answer is what a model says, word for word. On the query's event loop only. */
final class DirectAnswer implements QueryWork, AskedCall.Hearer {
    private final Query query;
    private final QueryCalls calls;
    private final AnswerListener listener;
    private final QueryRun run;
    private boolean begun;

    DirectAnswer(Query query, QueryCalls calls, AnswerListener listener, QueryRun run) {
        this.query = query;
        this.calls = calls;
        this.listener = listener;
        this.run = run;
    }

    @Override
    public void start() {
        calls.call(query.request(), this);
    }

    @Override
    public void stop() {}

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public boolean shown() {
        return query.streamed();
    }

    @Override
    public void event(ChatEvent event) {
        begun |= event instanceof ChatEvent.Text;
        listener.event(event);
    }

    @Override
    public void finished(FinishReason reason, String model, TokenUsage usage) {
        run.answeredByModel(reason, null);
    }

    @Override
    public void gaveUp(Outcome outcome) {
        run.end(outcome);
    }
}
