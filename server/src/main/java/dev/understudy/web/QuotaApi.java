package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.LimitChangeReader;
import dev.understudy.web.openai.LimitJson;
import dev.understudy.web.openai.UsageJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** {@code GET /quota} shows the limits of the window, {@code POST /quota} changes one for it. */
final class QuotaApi {
    /** A name and a number; everything else is a mistake. */
    private static final int MAX_BODY_BYTES = 16_384;

    private final Vertx vertx;
    private final UsageLedger ledger;
    private final Supplier<KeyLimits> keys;

    QuotaApi(Vertx vertx, UsageLedger ledger, Supplier<KeyLimits> keys) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.keys = keys;
    }

    void show(HttpServerRequest request) {
        Future.fromCompletionStage(ledger.summary(keys.get()), vertx.getOrCreateContext())
                .onSuccess(
                        summary -> Replies.json(request.response(), 200, UsageJson.limits(summary)))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    void change(HttpServerRequest request, Caller caller) {
        RequestBody.read(
                vertx,
                request,
                MAX_BODY_BYTES,
                bytes -> read(request, caller, bytes),
                problem -> Replies.problem(request, problem));
    }

    private void read(HttpServerRequest request, Caller caller, byte[] bytes) {
        LimitChange change;
        try {
            change = LimitChangeReader.read(bytes, caller.name());
        } catch (BadBodyException e) {
            Replies.problem(request, HttpProblem.badRequest(e.error()));
            return;
        }
        Future.fromCompletionStage(ledger.change(change, keys.get()), vertx.getOrCreateContext())
                .onSuccess(changed -> reply(request, changed))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    private static void reply(HttpServerRequest request, LimitChanged changed) {
        switch (changed) {
            case LimitChanged.Done(var before, var now) ->
                    Replies.json(request.response(), 200, LimitJson.of(now).put("before", before));
            case LimitChanged.NoSuchLimit(var limit) ->
                    Replies.problem(request, HttpProblem.noSuchLimit(limit.toString()));
            case LimitChanged.TooLarge(var limit, var before) ->
                    Replies.problem(
                            request, HttpProblem.limitTooLarge(before, limit.unit().most()));
        }
    }
}
