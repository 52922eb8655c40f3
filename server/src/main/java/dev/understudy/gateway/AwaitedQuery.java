package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.notice.Notice;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query that a thread waits for. It runs on an event loop of its own, where its listener is
 * called. Thread-safe; not to be waited for on an event loop.
 */
public final class AwaitedQuery {
    private final Context loop;
    private final CompletableFuture<Answer> ended = new CompletableFuture<>();
    private @Nullable RunningQuery running;

    private AwaitedQuery(Context loop) {
        this.loop = loop;
    }

    /**
     * Starts a query.
     *
     * @param start the gateway's, with the query; called on the event loop
     * @param listener hears all of it
     */
    public static AwaitedQuery begin(
            Vertx vertx, Function<AnswerListener, RunningQuery> start, AnswerListener listener) {
        var query = new AwaitedQuery(vertx.getOrCreateContext());
        query.begin(start, listener);
        return query;
    }

    private void begin(Function<AnswerListener, RunningQuery> start, AnswerListener listener) {
        var heard = new Heard(listener, ended);
        loop.runOnContext(_ -> {
            try {
                running = start.apply(heard);
            } catch (RuntimeException bug) {
                ended.completeExceptionally(bug);
            }
        });
    }

    /** Nobody waits any more; what was used so far is still counted. */
    public void cancel() {
        // On the loop, so after the start.
        loop.runOnContext(_ -> {
            if (running != null) {
                running.cancel();
            }
        });
    }

    /**
     * Waits for the end; the time of a query bounds it.
     *
     * @throws IllegalStateException if it could not be started
     */
    public Answer await() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the query could not be started", e.getCause());
        }
    }

    /** Waits for the end, but no longer than this; says nothing of how it was. */
    public void await(Duration most) throws InterruptedException {
        try {
            ended.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Over, or given up.
        }
    }

    private record Heard(AnswerListener listener, CompletableFuture<Answer> ended)
            implements AnswerListener {
        @Override
        public void notice(Notice notice) {
            listener.notice(notice);
        }

        @Override
        public void step(AgentStep step) {
            listener.step(step);
        }

        @Override
        public void chart(Chart chart) {
            listener.chart(chart);
        }

        @Override
        public void event(ChatEvent event) {
            listener.event(event);
        }

        @Override
        public void ended(Answer answer) {
            try {
                listener.ended(answer);
            } finally {
                ended.complete(answer);
            }
        }
    }
}
