package dev.understudy.gateway;

import dev.understudy.failure.CallFailure;
import dev.understudy.health.Permission;
import dev.understudy.health.ProbePlan;
import dev.understudy.health.ProbePlan.Step;
import dev.understudy.model.ModelProfile;
import io.vertx.core.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries models that are failing, as soon as their cool-down is over, so that no user waits for one
 * that is still away. A probe holds the breaker's permission as any attempt does, so there is only
 * one at a time, a query's included; one that never comes back loses it with the probe's lease. On
 * its event loop only, but for {@link #waitsForQuery}.
 */
final class BackgroundProbes {
    private final Gateway gateway;
    private final Context context;
    private final BackgroundLooks looks;
    private final BackgroundOptions options;
    private final ModelTimers timers;
    private final Map<String, PromptProbe> prompts = new HashMap<>();
    private final Set<String> letThrough = ConcurrentHashMap.newKeySet();
    private boolean closed;

    BackgroundProbes(
            Gateway gateway, Context context, BackgroundLooks looks, BackgroundOptions options) {
        this.gateway = gateway;
        this.context = context;
        this.timers = new ModelTimers(gateway.vertx());
        this.looks = looks;
        this.options = options;
    }

    /** Whether a look found nothing wrong with a failing model, so that a query is to try it. */
    boolean waitsForQuery(ModelProfile model) {
        return letThrough.contains(model.id());
    }

    /** Something has changed a model's health. */
    void consider(ModelProfile model) {
        letThrough.remove(model.id());
        act(model);
    }

    private void act(ModelProfile model) {
        timers.cancel(model);
        if (closed) {
            return;
        }
        switch (ProbePlan.next(gateway.health().status(model), waitsForQuery(model))) {
            case Step.Nothing() -> {}
            case Step.ComeBackIn(var delay) ->
                    timers.set(model, delay.toMillis() + 1, () -> act(model));
            case Step.Look() -> look(model);
        }
    }

    private void look(ModelProfile model) {
        switch (gateway.health().of(model).acquire()) {
            case Permission.Allowed permission when permission.probe() ->
                    looks.look(model, failure -> looked(model, permission, failure));
            // A query, or the operator, was faster.
            case Permission.Allowed permission -> gateway.health().of(model).ignored(permission);
            case Permission.Denied _, Permission.TakenOut _ -> {}
        }
    }

    private void looked(
            ModelProfile model, Permission.Allowed permission, @Nullable CallFailure failure) {
        boolean prompts = !model.metered() || options.promptsToMetered();
        switch (ProbePlan.afterLook(failure, gateway.learnt().knows(model), prompts)) {
            case OPEN_AGAIN -> openAgain(model, permission, failure);
            case LET_QUERY_THROUGH -> {
                letThrough.add(model.id());
                gateway.health().of(model).ignored(permission);
            }
            case SEND_PROMPT -> {
                // The attempt asks for its permission itself, as every attempt does.
                gateway.health().of(model).ignored(permission);
                sendPrompt(model);
            }
        }
    }

    private void openAgain(
            ModelProfile model, Permission.Allowed permission, @Nullable CallFailure failure) {
        if (failure != null) {
            gateway.health().failed(model, permission, failure);
        }
    }

    private void sendPrompt(ModelProfile model) {
        var probe = new PromptProbe(gateway, context, model, () -> prompts.remove(model.id()));
        prompts.put(model.id(), probe);
        letThrough.add(model.id());
        probe.start();
    }

    void close() {
        closed = true;
        timers.cancelAll();
        Set.copyOf(prompts.values()).forEach(PromptProbe::callOff);
    }
}
