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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One circuit breaker for each model of the chain, shared by all queries. Thread-safe. */
public final class ModelHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ModelHealth.class);

    /** Hears of what may have changed a model's health. Called on any thread; must not block. */
    @FunctionalInterface
    interface Watcher {
        void changed(ModelProfile model, HealthStatus before, HealthStatus after);
    }

    private final Map<String, CircuitBreaker> breakers;
    private final ServiceWatch watch;
    private final Map<String, Long> lastAnswers = new ConcurrentHashMap<>();
    private final Map<String, CallFailure> lastFailures = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private volatile Watcher watcher = (_, _, _) -> {};

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
        this.ticker = ticker;
    }

    /** From now on this one hears of changes, and no other. */
    void watchedBy(Watcher newWatcher) {
        watcher = newWatcher;
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
        var before = breaker.status();
        breaker.succeeded(permission);
        lastAnswers.put(model.id(), ticker.nanos());
        lastFailures.remove(model.id());
        var after = breaker.status();
        if (after.recoveries() > before.recoveries()) {
            LOG.info("{} is well again and is asked as usual", model.id());
            watch.saw(new ServiceEvent.ModelRecovered(model.id(), after));
            watcher.changed(model, before, after);
        }
    }

    /** An attempt failed; the log says so where the model is out from now on. */
    void failed(ModelProfile model, Permission.Allowed permission, CallFailure failure) {
        var breaker = of(model);
        var before = breaker.status();
        breaker.failed(permission, failure);
        if (failure.countsForHealth()) {
            lastFailures.put(model.id(), failure);
        }
        var after = breaker.status();
        if (before.condition() != Condition.OPEN && after.condition() == Condition.OPEN) {
            LOG.info(
                    "{} is failing ({}); it is not asked for the next {} s",
                    model.id(),
                    failure.summary(),
                    after.retryIn().plusMillis(999).toSeconds());
            watch.saw(new ServiceEvent.ModelOpened(model.id(), failure, after));
        }
        if (failure.countsForHealth()) {
            watcher.changed(model, before, after);
        }
    }

    /** The operator takes a model out, until {@link #reset}; attempts that run go on. */
    public HealthStatus open(ModelProfile model) {
        var breaker = of(model);
        var before = breaker.status();
        breaker.open();
        var after = breaker.status();
        LOG.info("{} was taken out by the operator; it is not asked until it is reset", model.id());
        watch.saw(new ServiceEvent.ModelTakenOut(model.id()));
        watcher.changed(model, before, after);
        return after;
    }

    /** The operator closes a model's breaker: it is asked as usual. */
    public HealthStatus reset(ModelProfile model) {
        var breaker = of(model);
        var before = breaker.status();
        breaker.reset();
        lastFailures.remove(model.id());
        var after = breaker.status();
        LOG.info("{} was reset by the operator; it is asked as usual", model.id());
        watch.saw(new ServiceEvent.ModelReset(model.id(), after));
        watcher.changed(model, before, after);
        return after;
    }

    /** How a model of the chain is. */
    public HealthStatus status(ModelProfile model) {
        return of(model).status();
    }

    /** Why a model's last attempt failed; empty where it went well, or there was none. */
    public Optional<CallFailure> lastFailure(ModelProfile model) {
        return Optional.ofNullable(lastFailures.get(model.id()));
    }

    /** When a model answered last, by the ticker; empty while it never did. */
    OptionalLong lastAnswer(ModelProfile model) {
        var at = lastAnswers.get(model.id());
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
