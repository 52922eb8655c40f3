package dev.understudy.web;

import dev.understudy.web.http.Cors;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Mistakes;
import dev.understudy.web.http.Replies;
import dev.understudy.web.idempotency.SharedAnswers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Which address is answered by what; every path ends in JSON, the wrong ones too. */
final class ApiRoutes {
    private static final List<String> API = List.of("/api/v1", "/v1");
    private static final HttpProblem MALFORMED =
            HttpProblem.clientError(
                    400, "bad_request", "The request's address or headers are malformed.");

    private final Router router;
    private final Paths paths;

    private ApiRoutes(Vertx vertx) {
        this.router = Router.router(vertx);
        this.paths = new Paths(router);
    }

    /**
     * The routes of one event loop.
     *
     * @param charts shared by all event loops
     * @param sharedAnswers shared by all event loops
     * @param stopping whether the server is about to end
     */
    static Handler<HttpServerRequest> of(
            Vertx vertx,
            ApiSettings settings,
            ApiParts parts,
            Charts charts,
            SharedAnswers sharedAnswers,
            BooleanSupplier stopping) {
        var routes = new ApiRoutes(vertx);
        var cors = new Cors(settings.access().origins());
        var check = new CallerCheck(parts.credentials(), cors);
        var service = new ServiceApi(vertx, parts.ledger(), parts.keys(), parts.status(), stopping);
        routes.first(cors);
        routes.open(service, charts, new LogInApi(vertx, parts.logIns()));
        routes.router.route("/api/*").handler(check::handle);
        routes.router.route("/v1/*").handler(check::handle);
        var chat = new ChatApi(vertx, settings, parts, charts, sharedAnswers);
        var filters = new FilterApi(vertx, settings.maxBodyBytes());
        var models = new ModelsApi(parts.queries(), parts.instants().instant().getEpochSecond());
        routes.operations(new ModelOperationApi(parts.operation(), parts.status()), models);
        API.forEach(base -> routes.chats(base, chat, models, filters));
        routes.figures(
                service,
                new QuotaApi(vertx, parts.ledger(), parts.keys()),
                new HistoryApi(vertx, parts.ledger()),
                new QueryApi(vertx, parts.ledger(), parts.queries()));
        for (var endpoint : parts.endpoints()) {
            routes.router
                    .route(endpoint.path())
                    .handler(check::handle)
                    .handler(context ->
                            endpoint.handle(context.request(), CallerCheck.caller(context)));
        }
        routes.router
                .route()
                .handler(context -> Replies.problem(context.request(), HttpProblem.unknownPath()));
        return routes::route;
    }

    private void first(Cors cors) {
        router.route().failureHandler(ApiRoutes::failed);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, ApiRoutes::failed);
        }
        if (cors.namesAny()) {
            router.route().handler(cors::handle);
        }
    }

    /** What needs no credentials. */
    private void open(ServiceApi service, Charts charts, LogInApi logIn) {
        paths.at("/healthz").get(service::alive).andNothingElse();
        paths.at("/readyz").get(service::ready).andNothingElse();
        paths.at("/").get(service::pointer).andNothingElse();
        paths.at("/charts/*").get(charts::serve).andNothingElse();
        paths.at(LogInApi.PATH).post(logIn::handle).andNothingElse();
    }

    /** Such an address may be a model's own, too: ids hold slashes. */
    private void operations(ModelOperationApi operation, ModelsApi models) {
        paths.like(ModelOperationApi.PATHS)
                .postAsAdmin((request, _) -> operation.handle(request))
                .get(models::one)
                .andNothingElse();
    }

    private void chats(String base, ChatApi chat, ModelsApi models, FilterApi filters) {
        paths.at(base + "/chat/completions").postAs(chat::handle).andNothingElse();
        paths.at(base + "/models").get(models::list).andNothingElse();
        paths.at(base + "/models/*").get(models::one).andNothingElse();
        paths.like(base + "/.+/filter/(inlet|outlet)").post(filters::handle).andNothingElse();
    }

    private void figures(ServiceApi service, QuotaApi quota, HistoryApi history, QueryApi queries) {
        paths.at("/api/v1/usage").getAs(service::usage).andNothingElse();
        paths.at("/api/v1/status").get(service::status).andNothingElse();
        paths.at("/api/v1/quota")
                .getAsAdmin(quota::show)
                .postAsAdmin(quota::change)
                .andNothingElse();
        paths.at("/api/v1/usage/history").getAsAdmin(history::handle).andNothingElse();
        paths.at("/api/v1/queries/*").getAs(queries::one).andNothingElse();
    }

    /**
     * The router throws over a malformed path, and parameters over their own: they never see one.
     */
    private void route(HttpServerRequest request) {
        var path = request.path();
        if (path != null && path.startsWith("/") && escapesAreWhole(request.uri())) {
            router.handle(request);
        } else {
            Replies.problem(request, MALFORMED);
        }
    }

    private static boolean escapesAreWhole(String uri) {
        int percent = uri.indexOf('%');
        while (percent >= 0) {
            if (percent + 2 >= uri.length()
                    || !HexFormat.isHexDigit(uri.charAt(percent + 1))
                    || !HexFormat.isHexDigit(uri.charAt(percent + 2))) {
                return false;
            }
            percent = uri.indexOf('%', percent + 1);
        }
        return true;
    }

    /** What the router itself refuses, and what our handlers throw. */
    private static void failed(RoutingContext context) {
        int status = context.statusCode();
        if (status >= 400 && status < 500) {
            Replies.problem(context.request(), MALFORMED);
        } else {
            Mistakes.log(context.request(), context.failure());
            Replies.problem(context.request(), HttpProblem.internal());
        }
    }
}
