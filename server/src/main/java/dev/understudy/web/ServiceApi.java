package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.Json;
import dev.understudy.output.UsageJson;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.Replies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What the service says of itself: usage, status, and whether it is alive and ready. */
final class ServiceApi {
    /** Which model is asked next is not known here, so limits of models are not among them. */
    private static final String NO_MODEL = "";

    private final Vertx vertx;
    private final UsageLedger ledger;
    private final Supplier<KeyLimits> keys;
    private final Supplier<ServiceStatus> status;
    private final BooleanSupplier stopping;

    ServiceApi(
            Vertx vertx,
            UsageLedger ledger,
            Supplier<KeyLimits> keys,
            Supplier<ServiceStatus> status,
            BooleanSupplier stopping) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.keys = keys;
        this.status = status;
        this.stopping = stopping;
    }

    void usage(HttpServerRequest request, Caller caller) {
        LedgerReads.within(vertx, caller.admin() ? usageOfAll() : usageFor(caller))
                .onSuccess(json -> Replies.json(request.response(), 200, json))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    private CompletionStage<ObjectNode> usageOfAll() {
        return ledger.summary(keys.get()).thenApply(UsageJson::of);
    }

    /** Who is no admin sees the limits that apply to itself. */
    private CompletionStage<ObjectNode> usageFor(Caller caller) {
        var itself =
                new Claim(
                        caller.name(), caller.keyName(), caller.limit().orElse(0), NO_MODEL, true);
        // Others' limits are not shown, and those of keys would take a longer look.
        return ledger.summary(KeyLimits.UNKNOWN)
                .thenCombine(
                        ledger.standing(itself),
                        (summary, standing) -> UsageJson.of(summary, standing));
    }

    /** With the quota where the ledger can tell it. */
    void status(HttpServerRequest request, Caller caller) {
        var json = status(status.get(), caller.admin());
        LedgerReads.within(vertx, ledger.quotaStatus())
                .onSuccess(quota -> json.set("quota_status", AnswerJson.quota(quota)))
                .onComplete(_ -> Replies.json(request.response(), 200, json));
    }

    private ObjectNode status(ServiceStatus now, boolean admin) {
        var json =
                Json.object()
                        .put("version", now.version())
                        .put("uptime_seconds", now.uptime().toSeconds())
                        .put("ready", ready(now))
                        .put("running_queries", now.runningQueries())
                        .put("ledger_usable", now.ledgerUsable());
        var models = json.putArray("models");
        now.models().forEach(model -> models.add(model.toJson()));
        var sources = json.putArray("sources");
        for (var source : now.sources()) {
            var told =
                    sources.addObject()
                            .put("name", source.name())
                            .put("dialect", source.dialect())
                            .put("state", source.state());
            // Names tables, and what a login may do: whoever cannot mend it need not know it.
            if (admin) {
                told.put("detail", source.detail());
            }
        }
        var alerts = json.putArray("alerts");
        for (var alert : now.alerts()) {
            alerts.addObject()
                    .put("kind", alert.alert().kind().wireName())
                    .put("title", alert.text().title())
                    .put("since", alert.since().toString());
        }
        return json;
    }

    void alive(HttpServerRequest request) {
        Replies.json(request.response(), 200, Json.object().put("status", "alive"));
    }

    void ready(HttpServerRequest request) {
        boolean ready = ready(status.get());
        var word = stopping.getAsBoolean() ? "stopping" : ready ? "ready" : "not ready";
        var json = Json.object().put("status", word);
        if (!ready && !stopping.getAsBoolean()) {
            json.put("reason", "no model may be called: the usage ledger cannot count");
        }
        Replies.json(request.response(), ready ? 200 : 503, json);
    }

    private boolean ready(ServiceStatus now) {
        return now.ready() && !stopping.getAsBoolean();
    }

    /** The root of the site, until there is something to see there. */
    void pointer(HttpServerRequest request) {
        Replies.json(
                request.response(),
                200,
                Json.object()
                        .put("name", "Understudy")
                        .put("version", status.get().version())
                        .put("api", "/api/v1")
                        .put("status", "/api/v1/status"));
    }
}
