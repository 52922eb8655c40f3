package dev.understudy.gateway;

import dev.understudy.health.HealthStatus;
import dev.understudy.health.WarmPlan;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import io.vertx.core.Context;

/**
 * What is done beside queries, so that none of them has to wait for it: models are looked at,
 * failing ones are tried again, a fallback is warmed. It works on one event loop of its own choice
 * and never blocks it. {@link #start} and {@link #close} from any thread.
 */
public final class Background implements AutoCloseable {
    private final Gateway gateway;
    private final Chain chain;
    private final BackgroundOptions options;
    private final Context context;
    private final BackgroundLooks looks;
    private final BackgroundProbes probes;
    private final FallbackWarming warming;

    /**
     * Does nothing yet.
     *
     * @param chain the whole chain
     */
    public Background(Gateway gateway, Chain chain, BackgroundOptions options) {
        this.gateway = gateway;
        this.chain = chain;
        this.options = options;
        this.context = gateway.vertx().getOrCreateContext();
        this.looks = new BackgroundLooks(gateway, context);
        this.probes = new BackgroundProbes(gateway, context, looks, options);
        this.warming = new FallbackWarming(gateway, context, chain);
    }

    /** Begins: looks at every model, and watches their health from now on. */
    public void start() {
        gateway.health()
                .watchedBy((model, before, after) ->
                        context.runOnContext(_ -> changed(model, before, after)));
        context.runOnContext(_ -> chain.models().forEach(looks::learn));
    }

    private void changed(ModelProfile model, HealthStatus before, HealthStatus after) {
        if (options.warmsFallback()
                && model.id().equals(chain.primary().id())
                && WarmPlan.begins(before, after)) {
            warming.warm();
        }
        if (options.probes()) {
            probes.consider(model);
        }
        if (after.recoveries() > before.recoveries()) {
            looks.learn(model);
        }
    }

    /** Whether the next try of a model that is failing is made here, and not by a query. */
    public boolean probesNext(ModelProfile model) {
        return options.probes() && !probes.waitsForQuery(model);
    }

    /** Ends everything: nothing is begun any more, and what comes back is not heard. */
    @Override
    public void close() {
        gateway.health().watchedBy((_, _, _) -> {});
        context.runOnContext(_ -> {
            looks.close();
            probes.close();
        });
    }
}
