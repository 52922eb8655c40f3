package dev.understudy.web.idempotency;

import dev.understudy.gateway.RunningQuery;
import io.vertx.core.Context;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The query behind a shared answer, steered from whichever event loop a client is on. The query
 * itself is touched on its own loop only.
 */
final class SteeredQuery {
    private final Context loop;
    private @Nullable RunningQuery query;
    private boolean paused;

    /**
     * @param loop the event loop that the query will be started on
     */
    SteeredQuery(Context loop) {
        this.loop = loop;
    }

    /** The query runs; on its loop. */
    void started(RunningQuery running) {
        query = running;
    }

    /** The query has ended, and with it what it holds; on its loop. */
    void ended() {
        query = null;
    }

    /**
     * Cancels it; harmless when it has ended.
     *
     * @param there whether this is its loop
     */
    void cancel(boolean there) {
        atQuery(
                there,
                () -> {
                    if (query != null) {
                        query.cancel();
                    }
                });
    }

    /**
     * Pauses or resumes it.
     *
     * @param there whether this is its loop
     * @param allBehind whether it is to be paused; asked on its loop, since by then another client
     *     may have changed that
     */
    void steer(boolean there, BooleanSupplier allBehind) {
        atQuery(there, () -> pauseOrResume(allBehind.getAsBoolean()));
    }

    private void pauseOrResume(boolean pause) {
        if (query == null || pause == paused) {
            return;
        }
        paused = pause;
        if (pause) {
            query.pause();
        } else {
            query.resume();
        }
    }

    private void atQuery(boolean there, Runnable task) {
        if (there) {
            task.run();
        } else {
            loop.runOnContext(_ -> task.run());
        }
    }
}
