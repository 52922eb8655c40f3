package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.Json;
import dev.understudy.output.UsageJson;
import dev.understudy.quota.KeyLimits;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.Replies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What the service says of itself: usage, status, and whether it is alive and ready. */
final class ServiceApi {
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
        // Only admins are shown limits, and those of keys take a longer look.
        var known = caller.admin() ? keys.get() : KeyLimits.UNKNOWN;
        LedgerReads.within(vertx, ledger.summary(known))
                .onSuccess(summary ->
                        Replies.json(
                                request.response(),
                                200,
                                caller.admin() ? UsageJson.of(summary) : UsageJson.ofAll(summary)))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    /** With the quota where the ledger can tell it. */
    void status(HttpServerRequest request) {
        var json = status(status.get());
        LedgerReads.within(vertx, ledger.quotaStatus())
                .onSuccess(quota -> json.set("quota_status", AnswerJson.quota(quota)))
                .onComplete(_ -> Replies.json(request.response(), 200, json));
    }

    private ObjectNode status(ServiceStatus now) {
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
            sources.addObject()
                    .put("name", source.name())
                    .put("dialect", source.dialect())
                    .put("state", source.state())
                    .put("detail", source.detail());
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
