package dev.understudy.gateway;

import dev.understudy.health.BreakerLimits;
import dev.understudy.health.CircuitBreaker;
import dev.understudy.health.HealthStatus;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.time.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;

/** One circuit breaker for each model of the chain, shared by all queries. Thread-safe. */
public final class ModelHealth {
    private final Map<String, CircuitBreaker> breakers;

    public ModelHealth(Chain chain, BreakerLimits limits, Ticker ticker) {
        var all = new LinkedHashMap<String, CircuitBreaker>();
        for (var model : chain.models()) {
            all.put(model.id(), new CircuitBreaker(limits, ticker));
        }
        this.breakers = Map.copyOf(all);
    }

    CircuitBreaker of(ModelProfile model) {
        var breaker = breakers.get(model.id());
        if (breaker == null) {
            throw new IllegalArgumentException("no breaker for the model " + model.id());
        }
        return breaker;
    }

    /** How a model of the chain is. */
    public HealthStatus status(ModelProfile model) {
        return of(model).status();
    }
}
