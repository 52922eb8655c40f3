package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.output.LimitJson;
import dev.understudy.output.UsageJson;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import dev.understudy.web.http.RequestBody;
import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.LimitChangeReader;
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
        LedgerReads.within(vertx, ledger.summary(keys.get()))
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
        LedgerReads.within(vertx, ledger.change(change, keys.get()))
                .onSuccess(changed -> reply(request, changed))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    private static void reply(HttpServerRequest request, LimitChanged changed) {
        switch (changed) {
            case LimitChanged.Done(var before, var now) ->
                    Replies.json(request.response(), 200, LimitJson.of(now).put("before", before));
            case LimitChanged.NoSuchLimit(var limit) ->
                    Replies.problem(request, noSuchLimit(limit.toString()));
            case LimitChanged.TooLarge(var limit, var before) ->
                    Replies.problem(request, limitTooLarge(before, limit.unit().most()));
        }
    }

    private static HttpProblem noSuchLimit(String limit) {
        return HttpProblem.clientError(
                404,
                "limit_not_found",
                "No limit is configured for: %s. Only a limit that is configured can be changed for today, and a key's only while there is such a key; GET /api/v1/quota shows those that are in use."
                        .formatted(limit));
    }

    private static HttpProblem limitTooLarge(long before, long most) {
        return HttpProblem.badParameter(
                "grant",
                "With this grant the limit would be larger than %d; it is %d and stays so."
                        .formatted(most, before));
    }
}
