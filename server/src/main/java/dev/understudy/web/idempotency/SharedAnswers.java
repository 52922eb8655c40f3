package dev.understudy.web.idempotency;

import dev.understudy.gateway.Answer;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.time.Ticker;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The answers that are known under an idempotency key: those of queries that run (the gateway
 * bounds their number), and for a short time those that came to a good end. Failures are not
 * remembered, so that a retry can succeed. In this process only. Thread-safe.
 */
public final class SharedAnswers {
    private record Remembered(SharedAnswer answer, long endedAt, long bytes) {}

    private record Decision(RepeatStep step, SharedAnswer answer) {}

    private final RepeatLimits limits;
    private final Ticker ticker;
    private final Map<CallersKey, SharedAnswer> running = new HashMap<>();

    /** In the order in which they ended. */
    private final Map<CallersKey, Remembered> remembered = new LinkedHashMap<>();

    private long bytes;

    public SharedAnswers(RepeatLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
    }

    /**
     * What a request is to hear; starts its query where none is known under its key. To be called
     * on the request's event loop.
     *
     * @param queryId the id of the query if it is started
     * @param createdSeconds now, in seconds since 1970
     * @param starter starts the query on this event loop; its listener is not called from inside
     */
    public Entrance enter(
            CallersKey key,
            BodyHash body,
            String queryId,
            long createdSeconds,
            Context loop,
            Function<SharedAnswer, RunningQuery> starter) {
        var fresh = new SharedAnswer(this, key, body, queryId, createdSeconds, loop);
        // Before others can come and go: an answer whose last client leaves is nobody's any more.
        var first = fresh.enter(loop, true);
        while (true) {
            var decision = decide(key, body, fresh);
            var answer = decision.answer();
            switch (decision.step()) {
                case START -> {
                    fresh.start(starter);
                    return new Entrance.Entered(first.orElseThrow(), false);
                }
                case JOIN, REPLAY -> {
                    var client = answer.enter(loop, false);
                    if (client.isPresent()) {
                        return new Entrance.Entered(
                                client.get(), decision.step() == RepeatStep.REPLAY);
                    }
                    forget(key, answer);
                }
                case REFUSE_OTHER_BODY -> {
                    return new Entrance.OtherBody();
                }
                case REFUSE_CROWD -> {
                    return new Entrance.Crowded();
                }
            }
        }
    }

    private synchronized Decision decide(CallersKey key, BodyHash body, SharedAnswer fresh) {
        forgetOld();
        var old = remembered.get(key);
        var known = old == null ? running.get(key) : old.answer();
        if (known != null) {
            var sinceEnd = old == null ? null : since(old);
            var seen = new RepeatStep.Known(known.body(), known.clientCount(), sinceEnd);
            return new Decision(RepeatStep.of(seen, body, limits), known);
        }
        running.put(key, fresh);
        return new Decision(RepeatStep.of(null, body, limits), fresh);
    }

    private Duration since(Remembered old) {
        return Duration.ofNanos(ticker.nanos() - old.endedAt());
    }

    private void forgetOld() {
        var oldest = remembered.values().iterator();
        while (oldest.hasNext()) {
            var next = oldest.next();
            if (since(next).compareTo(limits.rememberFor()) < 0) {
                return;
            }
            bytes -= next.bytes();
            oldest.remove();
        }
    }

    /** The query has ended; a good answer is remembered, within the bounds. */
    synchronized void ended(CallersKey key, SharedAnswer answer, Answer how, long size) {
        if (!running.remove(key, answer)) {
            return;
        }
        forgetOld();
        if (!how.outcome().isAnswer() || size > limits.mostBytesEach()) {
            return;
        }
        remembered.put(key, new Remembered(answer, ticker.nanos(), size));
        bytes += size;
        while (remembered.size() > limits.mostAnswers() || bytes > limits.mostBytes()) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        var oldest = remembered.values().iterator();
        bytes -= oldest.next().bytes();
        oldest.remove();
    }

    /** All clients of a running query have left: who comes now asks anew. */
    synchronized void forget(CallersKey key, SharedAnswer answer) {
        running.remove(key, answer);
    }
}
