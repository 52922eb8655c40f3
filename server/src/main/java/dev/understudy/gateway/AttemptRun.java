package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.context.TokenCounter;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.time.Ticker;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on one model: its call (sent again where the request must be adapted), its clocks,
 * and what it used. On the event loop of its query only.
 */
final class AttemptRun implements UpstreamListener {
    /**
     * Hears of an attempt; after {@link #finished} or {@link #failed} nothing more, unless it is
     * sent again.
     */
    interface Owner {
        /** The model has begun to say something. */
        void begun();

        void event(ChatEvent event);

        void finished(FinishReason reason);

        void failed(CallFailure failure);
    }

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Ticker ticker;
    private final TokenCounter counter;
    private final Upstream upstream;
    private final ModelProfile model;
    private final ModelClocks clocks;
    private final Owner owner;
    private final long startedAt;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder leadingBlank = new StringBuilder();
    private @Nullable UpstreamCall call;
    private @Nullable FittedRequest fitted;
    private TokenUsage usage = TokenUsage.NONE;
    private long timer = NO_TIMER;
    private long lastHeard;
    private boolean sent;
    private boolean begun;
    private boolean visible;
    private boolean toolsCalled;
    private boolean paused;
    private boolean over;

    AttemptRun(
            Vertx vertx,
            Ticker ticker,
            TokenCounter counter,
            Upstream upstream,
            ModelProfile model,
            ModelClocks clocks,
            Owner owner) {
        this.vertx = vertx;
        this.ticker = ticker;
        this.counter = counter;
        this.upstream = upstream;
        this.model = model;
        this.clocks = clocks;
        this.owner = owner;
        this.startedAt = ticker.nanos();
    }

    /**
     * Sends the request; again with another one after {@link Owner#failed}, within the same
     * attempt.
     */
    void send(FittedRequest request) {
        fitted = request;
        over = false;
        lastHeard = ticker.nanos();
        call = upstream.send(model, request.request(), this);
        armTimer();
    }

    /** Ends the attempt from our side; the owner hears nothing more. */
    void cancel() {
        over = true;
        stopTimer();
        if (call != null) {
            call.cancel();
        }
    }

    void pause() {
        paused = true;
        if (call != null) {
            call.pause();
        }
    }

    void resume() {
        paused = false;
        lastHeard = ticker.nanos();
        if (call != null) {
            call.resume();
        }
    }

    /** Whether the upstream may have seen the request. */
    boolean wasSent() {
        return sent;
    }

    /**
     * Whether something of the answer was said that cannot be said twice: text, or calls of tools.
     */
    boolean wasVisible() {
        return visible || toolsCalled;
    }

    /**
     * What it used: the upstream's own counts, or an estimate where it gave none or the answer did
     * not come to its end. An attempt that said nothing used nothing, as far as anyone can know.
     */
    TokenUsage usage() {
        if (!begun) {
            return TokenUsage.NONE;
        }
        long prompt = usage.promptTokens();
        long completion = usage.completionTokens();
        if (prompt > 0 && completion > 0) {
            return usage;
        }
        return new TokenUsage(
                prompt > 0 || fitted == null ? prompt : fitted.promptTokens(),
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
        lastHeard = ticker.nanos();
        switch (event) {
            case ChatEvent.Text(var text) -> text(text);
            case ChatEvent.Thinking(var text) -> {
                begin();
                said.append(text);
                owner.event(event);
            }
            // Nobody can carry out calls that nobody offered tools for; Open WebUI would try for
            // ever.
            case ChatEvent.ToolCalls _ when nobodyOffersTools() -> begin();
            case ChatEvent.ToolCalls _ -> {
                begin();
                toolsCalled = true;
                owner.event(event);
            }
            case ChatEvent.Finished(var reason, var counted) -> finish(reason, counted);
        }
    }

    /**
     * Blank text in front of the answer is held back: an answer of nothing else is an empty one.
     */
    private void text(String text) {
        begin();
        said.append(text);
        if (visible) {
            owner.event(new ChatEvent.Text(text));
        } else if (text.isBlank()) {
            leadingBlank.append(text);
        } else {
            visible = true;
            owner.event(new ChatEvent.Text(leadingBlank + text));
        }
    }

    private boolean nobodyOffersTools() {
        return fitted == null || fitted.request().tools().isEmpty();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            owner.begun();
        }
    }

    private void finish(FinishReason reason, TokenUsage counted) {
        usage = counted;
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
        over = true;
        stopTimer();
    }

    /**
     * One timer serves all clocks: it wakes at the nearest deadline and looks which one has passed.
     */
    private void armTimer() {
        stopTimer();
        long now = ticker.nanos();
        long wait = Math.min(left(runningClock(), now), left(FailureClock.ATTEMPT, now));
        timer = vertx.setTimer(Math.max(1, wait / 1_000_000 + 1), _ -> look());
    }

    private void look() {
        timer = NO_TIMER;
        long now = ticker.nanos();
        var running = runningClock();
        if (left(FailureClock.ATTEMPT, now) <= 0) {
            runOut(FailureClock.ATTEMPT);
        } else if (left(running, now) <= 0) {
            runOut(running);
        } else {
            armTimer();
        }
    }

    private void runOut(FailureClock clock) {
        if (call != null) {
            call.cancel();
        }
        failed(new CallFailure.TooSlow(clock));
    }

    private FailureClock runningClock() {
        return begun ? FailureClock.SILENCE : FailureClock.FIRST_TOKEN;
    }

    private long left(FailureClock clock, long now) {
        return switch (clock) {
            case ATTEMPT -> left(clocks.attempt(), startedAt, now);
            case FIRST_TOKEN, CONNECT -> left(clocks.firstToken(), startedAt, now);
            case SILENCE -> left(clocks.silence(), paused ? now : lastHeard, now);
        };
    }

    private static long left(Duration clock, long since, long now) {
        return clock.toNanos() - (now - since);
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
