package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.Json;
import dev.understudy.trail.TrailJson;
import dev.understudy.usage.EndedQuery;
import dev.understudy.usage.Retention;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /queries/{id}}: how one query ended, and the decisions on its way. Who may not see a
 * query is told the same as if there were none.
 */
final class QueryApi {
    private static final String PREFIX = "/api/v1/queries/";

    /** Anything else is no id of ours, and the ledger is not asked about it. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final Vertx vertx;
    private final UsageLedger ledger;
    private final Queries queries;

    QueryApi(Vertx vertx, UsageLedger ledger, Queries queries) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.queries = queries;
    }

    void one(HttpServerRequest request, Caller caller) {
        var path = Objects.requireNonNull(request.path());
        var id =
                path.startsWith(PREFIX)
                        ? path.substring(PREFIX.length()).toLowerCase(Locale.ROOT)
                        : "";
        if (!ID.matcher(id).matches()) {
            Replies.problem(request, noQueryId());
        } else if (queries.userOf(id).filter(caller::maySeeQueryOf).isPresent()) {
            Replies.problem(request, queryRunning());
        } else {
            find(request, id, caller);
        }
    }

    private void find(HttpServerRequest request, String id, Caller caller) {
        LedgerReads.within(vertx, ledger.query(id))
                .onSuccess(found ->
                        found.filter(it -> caller.maySeeQueryOf(it.query().user()))
                                .ifPresentOrElse(
                                        query -> Replies.json(request.response(), 200, json(query)),
                                        () ->
                                                Replies.problem(
                                                        request,
                                                        queryNotFound(ledger.retention()))))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    private static ObjectNode json(EndedQuery ended) {
        var query = ended.query();
        var took = Duration.between(query.startedAt(), query.endedAt());
        var json =
                Json.object()
                        .put("query_id", query.queryId())
                        .put("user", query.user())
                        .put("conversation", query.conversation())
                        .put("route", query.team())
                        .put("outcome", query.outcome())
                        .put("model", query.model())
                        .put("attempts", query.attempts())
                        .put("started_at", query.startedAt().toString())
                        .put("ended_at", query.endedAt().toString())
                        .put("duration_ms", took.toMillis());
        json.set("usage", AnswerJson.usage(ended.usage()));
        json.set("trail", TrailJson.of(query.trail()));
        return json;
    }

    private static HttpProblem noQueryId() {
        return HttpProblem.clientError(
                404,
                "query_not_found",
                "This is no id of a query. Ids are UUIDs: take the one in the header x-request-id of the answer, or in understudy.query_id.");
    }

    private static HttpProblem queryNotFound(Optional<Retention> retention) {
        return HttpProblem.clientError(
                404,
                "query_not_found",
                "The ledger knows no query of this id that you may see. One that was refused because the server was busy is not written down"
                        + retention.map(QueryApi::keptFor).orElse("."));
    }

    private static String keptFor(Retention retention) {
        return ", and details are kept for %d days.".formatted(retention.detailDays());
    }

    private static HttpProblem queryRunning() {
        return HttpProblem.clientError(
                404,
                "query_running",
                "This query is still running. Its trail is written when it ends; ask again then.");
    }
}
