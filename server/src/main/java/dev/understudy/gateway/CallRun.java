package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.context.TokenCounter;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeMark;
import dev.understudy.time.Ticker;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model: what it says, whether it is an answer, its clocks, and what it used. On the
 * event loop of its query only.
 */
final class CallRun implements UpstreamListener {
    /** Hears of a call; after {@link #finished} or {@link #failed} nothing more. */
    interface Owner {
        void event(ChatEvent event);

        void finished(FinishReason reason);

        void failed(CallFailure failure);
    }

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Ticker ticker;
    private final TokenCounter counter;
    private final CallClocks clocks;
    private final FittedRequest fitted;
    private final Owner owner;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder leadingBlank = new StringBuilder();
    private @Nullable UpstreamCall call;
    private TokenUsage counted = TokenUsage.NONE;
    private long timer = NO_TIMER;
    private boolean sent;
    private boolean begun;
    private boolean visible;
    private boolean toolsCalled;
    private long spentInAll;
    private boolean over;

    CallRun(
            Vertx vertx,
            Ticker ticker,
            TokenCounter counter,
            CallClocks clocks,
            FittedRequest fitted,
            Owner owner) {
        this.vertx = vertx;
        this.ticker = ticker;
        this.counter = counter;
        this.clocks = clocks;
        this.fitted = fitted;
        this.owner = owner;
    }

    void start(Upstream upstream, ModelProfile model) {
        armTimer();
        call = upstream.send(model, fitted.request(), this);
    }

    /** Ends the call from our side; the owner hears nothing more. */
    void cancel() {
        end();
        if (call != null) {
            call.cancel();
        }
    }

    void pause() {
        clocks.pause(ticker.nanos());
        if (call != null) {
            call.pause();
        }
    }

    void resume() {
        clocks.resume(ticker.nanos());
        if (call != null) {
            call.resume();
        }
    }

    /** Whether the upstream may have seen the request. */
    boolean wasSent() {
        return sent;
    }

    /** Nanoseconds that it took so far, without the time that the client was slower. */
    long spent() {
        return over ? spentInAll : clocks.spent(ticker.nanos());
    }

    /**
     * What it used: the upstream's own counts, or an estimate where it gave none or the answer did
     * not come to its end. A call that said nothing used nothing, as far as anyone can know.
     */
    TokenUsage usage() {
        long prompt = counted.promptTokens();
        long completion = counted.completionTokens();
        if (!begun || (prompt > 0 && completion > 0)) {
            return counted;
        }
        return new TokenUsage(
                prompt > 0 ? prompt : fitted.promptTokens(),
                completion > 0 ? completion : counter.count(said.toString()),
                true);
    }

    @Override
    public void sent() {
        sent = true;
    }

    @Override
    public void event(ChatEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.Text(var text) -> text(NoticeMark.unmarked(text));
            case ChatEvent.Thinking(var text) -> {
                heard();
                said.append(text);
                owner.event(event);
            }
            // Nobody can carry out calls that nobody offered tools for; Open WebUI would try for
            // ever.
            case ChatEvent.ToolCalls _ when fitted.request().tools().isEmpty() -> heard();
            case ChatEvent.ToolCalls _ -> {
                heard();
                toolsCalled = true;
                clocks.becameVisible();
                owner.event(event);
            }
            case ChatEvent.Finished(var reason, var usage) -> finish(reason, usage);
        }
    }

    private void heard() {
        boolean first = !begun;
        begun = true;
        clocks.heard(ticker.nanos());
        if (first) {
            // The clock of silence may run out before that of the first token would have.
            stopTimer();
            armTimer();
        }
    }

    /**
     * Blank text in front of the answer is held back: an answer of nothing else is an empty one.
     */
    private void text(String text) {
        heard();
        said.append(text);
        if (visible && !text.isEmpty()) {
            owner.event(new ChatEvent.Text(text));
        } else if (text.isBlank()) {
            leadingBlank.append(text);
        } else {
            visible = true;
            clocks.becameVisible();
            owner.event(new ChatEvent.Text(leadingBlank + text));
        }
    }

    private void finish(FinishReason reason, TokenUsage usage) {
        counted = usage;
        // Thoughts that used up the tokens that the client allows are no fault of the model.
        boolean cutByClient = reason == FinishReason.LENGTH && begun;
        if (visible || toolsCalled || cutByClient) {
            end();
            owner.finished(
                    reason == FinishReason.TOOL_CALLS && !toolsCalled ? FinishReason.STOP : reason);
        } else {
            failed(new CallFailure.BrokenAnswer(Defect.EMPTY));
        }
    }

    @Override
    public void failed(CallFailure failure) {
        if (!over) {
            end();
            owner.failed(failure);
        }
    }

    private void end() {
        spentInAll = spent();
        over = true;
        stopTimer();
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    /**
     * One timer serves all clocks: it wakes at the nearest deadline and looks which one has passed.
     */
    private void armTimer() {
        long millis = clocks.untilNext(ticker.nanos()).toMillis() + 1;
        timer = vertx.setTimer(millis, _ -> look());
    }

    private void look() {
        timer = NO_TIMER;
        var ranOut = clocks.ranOut(ticker.nanos());
        if (ranOut.isEmpty()) {
            armTimer();
            return;
        }
        if (call != null) {
            call.cancel();
        }
        failed(new CallFailure.TooSlow(ranOut.get()));
    }
}
