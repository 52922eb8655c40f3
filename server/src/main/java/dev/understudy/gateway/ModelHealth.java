package dev.understudy.gateway;

import dev.understudy.alert.ServiceEvent;
import dev.understudy.alert.ServiceWatch;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.BreakerLimits;
import dev.understudy.health.CircuitBreaker;
import dev.understudy.health.HealthStatus;
import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.health.Permission;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.time.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One circuit breaker for each model of the chain, shared by all queries. Thread-safe. */
public final class ModelHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ModelHealth.class);

    private final Map<String, CircuitBreaker> breakers;
    private final ServiceWatch watch;

    /**
     * @param watch is told when a breaker opens and when it closes again
     */
    public ModelHealth(Chain chain, BreakerLimits limits, Ticker ticker, ServiceWatch watch) {
        var all = new LinkedHashMap<String, CircuitBreaker>();
        for (var model : chain.models()) {
            all.put(model.id(), new CircuitBreaker(limits, ticker));
        }
        this.breakers = Map.copyOf(all);
        this.watch = watch;
    }

    CircuitBreaker of(ModelProfile model) {
        var breaker = breakers.get(model.id());
        if (breaker == null) {
            throw new IllegalArgumentException("no breaker for the model " + model.id());
        }
        return breaker;
    }

    /** An attempt went well; the log says so where the model was out until now. */
    void succeeded(ModelProfile model, Permission.Allowed permission) {
        var breaker = of(model);
        long before = breaker.status().recoveries();
        breaker.succeeded(permission);
        if (breaker.status().recoveries() > before) {
            LOG.info("{} is well again and is asked as usual", model.id());
            watch.saw(new ServiceEvent.ModelRecovered(model.id(), breaker.status()));
        }
    }

    /** An attempt failed; the log says so where the model is out from now on. */
    void failed(ModelProfile model, Permission.Allowed permission, CallFailure failure) {
        var breaker = of(model);
        boolean wasOpen = breaker.status().condition() == Condition.OPEN;
        breaker.failed(permission, failure);
        var status = breaker.status();
        if (!wasOpen && status.condition() == Condition.OPEN) {
            LOG.info(
                    "{} is failing ({}); it is not asked for the next {} s",
                    model.id(),
                    failure.summary(),
                    status.retryIn().toSeconds());
            watch.saw(new ServiceEvent.ModelOpened(model.id(), failure, status));
        }
    }

    /** How a model of the chain is. */
    public HealthStatus status(ModelProfile model) {
        return of(model).status();
    }
}
