package dev.understudy.gateway;

import dev.understudy.health.WarmPlan;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.WarmUp;
import io.vertx.core.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the local fallback when the primary begins to fail, so that the first query that needs it
 * does not wait for the disk. A failure says nothing about the model's health. On its event loop
 * only.
 */
final class FallbackWarming {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackWarming.class);

    private final Gateway gateway;
    private final Context context;
    private final Chain chain;
    private final Map<String, Long> lastWarmed = new HashMap<>();

    FallbackWarming(Gateway gateway, Context context, Chain chain) {
        this.gateway = gateway;
        this.context = context;
        this.chain = chain;
    }

    /** Warms the model whose turn would be next, unless it is warm already. */
    void warm() {
        WarmPlan.candidate(chain, gateway.health()::status).ifPresent(this::warmIfDue);
    }

    private void warmIfDue(ModelProfile model) {
        long now = gateway.ticker().nanos();
        var warmed = lastWarmed.get(model.id());
        var since = warmed == null ? OptionalLong.empty() : OptionalLong.of(warmed);
        if (WarmPlan.due(since, gateway.health().lastAnswer(model), now)) {
            lastWarmed.put(model.id(), now);
            gateway.upstreamOf(model)
                    .warm(gateway.learnt().profile(model))
                    .thenAccept(how -> context.runOnContext(_ -> log(model, how)));
        }
    }

    private static void log(ModelProfile model, WarmUp how) {
        switch (how) {
            case WarmUp.Loaded() -> LOG.info("{} was loaded, to be ready", model.id());
            case WarmUp.NothingToLoad() -> LOG.debug("{} cannot be loaded from here", model.id());
            case WarmUp.NotLoaded(var failure) ->
                    LOG.debug("{} could not be loaded: {}", model.id(), failure.summary());
        }
    }
}
