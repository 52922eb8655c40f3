package dev.understudy.gateway;

import dev.understudy.model.ModelProfile;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** One timer at most for each model. On one event loop only. */
final class ModelTimers {
    private final Vertx vertx;
    private final Map<String, Long> timers = new HashMap<>();

    ModelTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs the task after so many milliseconds, at least one, in place of what was set before. */
    void set(ModelProfile model, long millis, Runnable task) {
        cancel(model);
        timers.put(model.id(), vertx.setTimer(millis, _ -> task.run()));
    }

    void cancel(ModelProfile model) {
        var timer = timers.remove(model.id());
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    void cancelAll() {
        timers.values().forEach(vertx::cancelTimer);
        timers.clear();
    }
}
