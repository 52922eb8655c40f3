package dev.understudy.gateway;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at models without a prompt and remembers what their servers say. What was never learnt is
 * asked again from time to time. On its event loop only.
 */
final class BackgroundLooks {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLooks.class);

    /** After a look that failed; it doubles each time. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** A server that tells nothing of its models need not be asked more often. */
    private static final Duration AGAIN_AT_MOST_AFTER = Duration.ofHours(1);

    private final Gateway gateway;
    private final Context context;
    private final Set<String> learning = new HashSet<>();
    private final ModelTimers timers;
    private boolean closed;

    BackgroundLooks(Gateway gateway, Context context) {
        this.gateway = gateway;
        this.context = context;
        this.timers = new ModelTimers(gateway.vertx());
    }

    /** Looks at a model and learns; again and again until it is known. One look at a time. */
    void learn(ModelProfile model) {
        learn(model, AGAIN_AFTER);
    }

    private void learn(ModelProfile model, Duration againAfter) {
        if (closed || !learning.add(model.id())) {
            return;
        }
        look(
                model,
                failure -> {
                    learning.remove(model.id());
                    if (failure != null && !gateway.learnt().knows(model)) {
                        again(model, againAfter);
                    }
                });
    }

    private void again(ModelProfile model, Duration after) {
        var doubled = after.multipliedBy(2);
        var next = doubled.compareTo(AGAIN_AT_MOST_AFTER) < 0 ? doubled : AGAIN_AT_MOST_AFTER;
        timers.set(model, after.toMillis(), () -> learn(model, next));
    }

    /** Looks once; hears why it failed, or null where it went well. */
    void look(ModelProfile model, Consumer<@Nullable CallFailure> then) {
        gateway.upstreamOf(model)
                .look(model)
                .thenAccept(look -> context.runOnContext(_ -> seen(model, look, then)));
    }

    private void seen(ModelProfile model, ModelLook look, Consumer<@Nullable CallFailure> then) {
        if (closed) {
            return;
        }
        switch (look) {
            case ModelLook.Known(var facts) -> {
                gateway.learnt().learn(model, facts);
                LOG.debug("{} was looked at: {}", model.id(), facts);
                then.accept(null);
            }
            case ModelLook.Unwell(var failure) -> {
                LOG.debug("A look at {} failed: {}", model.id(), failure.summary());
                then.accept(failure);
            }
        }
    }

    void close() {
        closed = true;
        timers.cancelAll();
    }
}
