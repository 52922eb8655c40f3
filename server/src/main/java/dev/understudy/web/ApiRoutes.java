package dev.understudy.web;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.web.idempotency.SharedAnswers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Which address is answered by what; every path ends in JSON, the wrong ones too. */
final class ApiRoutes {
    private static final List<String> API = List.of("/api/v1", "/v1");
    private static final String CALLER = "caller";
    private static final String READ_ONLY = "GET, HEAD, OPTIONS";
    private static final HttpProblem MALFORMED =
            HttpProblem.clientError(
                    400, "bad_request", "The request's address or headers are malformed.");

    private final ApiParts parts;
    private final Cors cors;
    private final Router router;

    private ApiRoutes(Vertx vertx, ApiParts parts, Cors cors) {
        this.parts = parts;
        this.cors = cors;
        this.router = Router.router(vertx);
    }

    /**
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
        var routes = new ApiRoutes(vertx, parts, new Cors(settings.access().origins()));
        routes.build(
                new ChatApi(vertx, settings, parts, charts, sharedAnswers),
                new ModelsApi(parts.queries(), parts.instants().instant().getEpochSecond()),
                new ModelOperationApi(parts.operation(), parts.status()),
                new ServiceApi(vertx, parts.ledger(), parts.keys(), parts.status(), stopping),
                new HistoryApi(vertx, parts.ledger()),
                new FilterApi(vertx, settings.maxBodyBytes()),
                new QueryApi(vertx, parts.ledger(), parts.queries()),
                new QuotaApi(vertx, parts.ledger(), parts.keys()),
                new LogInApi(vertx, parts.logIns()),
                charts);
        return routes::route;
    }

    private void build(
            ChatApi chat,
            ModelsApi models,
            ModelOperationApi operation,
            ServiceApi service,
            HistoryApi history,
            FilterApi filters,
            QueryApi queries,
            QuotaApi quota,
            LogInApi logIn,
            Charts charts) {
        router.route().failureHandler(ApiRoutes::failed);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, ApiRoutes::failed);
        }
        if (cors.namesAny()) {
            router.route().handler(cors::handle);
        }
        get("/healthz", service::alive);
        get("/readyz", service::ready);
        get("/", service::pointer);
        get("/charts/*", charts::serve);
        router.route(HttpMethod.POST, LogInApi.PATH)
                .handler(context -> logIn.handle(context.request()));
        otherMethods(LogInApi.PATH, "POST, OPTIONS");
        router.route("/api/*").handler(this::authenticate);
        router.route("/v1/*").handler(this::authenticate);
        router.route(HttpMethod.POST, "/api/v1/models/*")
                .handler(context -> operate(operation, context));
        for (var base : API) {
            post(base + "/chat/completions", chat);
            get(base + "/models", models::list);
            get(base + "/models/*", models::one);
            router.routeWithRegex(HttpMethod.POST, base + "/.+/filter/(inlet|outlet)")
                    .handler(context -> filters.handle(context.request()));
        }
        getAs("/api/v1/usage", service::usage);
        get("/api/v1/status", service::status);
        quota("/api/v1/quota", quota);
        getOfOthers("/api/v1/usage/history", history::handle);
        getAs("/api/v1/queries/*", queries::one);
        parts.endpoints().forEach(this::serve);
        router.route()
                .handler(context -> Replies.problem(context.request(), HttpProblem.unknownPath()));
    }

    private void serve(Endpoint endpoint) {
        router.route(endpoint.path())
                .handler(this::authenticate)
                .handler(context -> endpoint.handle(context.request(), caller(context)));
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

    private void get(String path, Consumer<HttpServerRequest> answer) {
        getBy(path, context -> answer.accept(context.request()), READ_ONLY);
    }

    /** What is shown depends on who asks. */
    private void getAs(String path, BiConsumer<HttpServerRequest, Caller> answer) {
        getBy(path, context -> answer.accept(context.request(), caller(context)), READ_ONLY);
    }

    private void getBy(String path, Handler<RoutingContext> answer, String allowed) {
        router.route(HttpMethod.GET, path).handler(answer);
        router.route(HttpMethod.HEAD, path).handler(answer);
        otherMethods(path, allowed);
    }

    /** A model's id may end like an operation, but nothing else is done to models by POST. */
    private static void operate(ModelOperationApi operation, RoutingContext context) {
        if (ModelOperationApi.isAsked(context.request())) {
            asAdmin(context, operation::handle);
        } else {
            context.next();
        }
    }

    /** A path that shows what other users did. */
    private void getOfOthers(String path, Consumer<HttpServerRequest> answer) {
        getOfOthers(path, answer, READ_ONLY);
    }

    private void getOfOthers(String path, Consumer<HttpServerRequest> answer, String allowed) {
        getBy(path, context -> asAdmin(context, answer), allowed);
    }

    /** Shown like what others did; what is posted changes something for others. */
    private void quota(String path, QuotaApi quota) {
        router.route(HttpMethod.POST, path)
                .handler(context ->
                        asAdmin(context, request -> quota.change(request, caller(context))));
        getOfOthers(path, quota::show, "GET, HEAD, POST, OPTIONS");
    }

    /** The one place that decides what is for admins: who is none is told so. */
    private static void asAdmin(RoutingContext context, Consumer<HttpServerRequest> answer) {
        var caller = caller(context);
        if (caller.admin()) {
            answer.accept(context.request());
        } else {
            Replies.problem(context.request(), HttpProblem.forbidden(caller.role()));
        }
    }

    private void post(String path, ChatApi chat) {
        router.route(HttpMethod.POST, path)
                .handler(context -> chat.handle(context.request(), caller(context)));
        otherMethods(path, "POST, OPTIONS");
    }

    private void otherMethods(String path, String allowed) {
        router.route(path)
                .handler(context -> {
                    var response = context.response().putHeader("Allow", allowed);
                    if (context.request().method().equals(HttpMethod.OPTIONS)) {
                        response.setStatusCode(204).end();
                    } else {
                        Replies.problem(context.request(), HttpProblem.wrongMethod());
                    }
                });
    }

    private void authenticate(RoutingContext context) {
        var request = context.request();
        var verdict =
                parts.credentials()
                        .check(request.getHeader("X-API-Key"), request.getHeader("Authorization"));
        switch (verdict) {
            case AuthVerdict.Allowed(Caller caller)
                    when !caller.verified() && cors.foreign(request) ->
                    Replies.problem(request, HttpProblem.foreignOrigin());
            case AuthVerdict.Allowed(Caller caller) -> {
                context.put(CALLER, caller);
                context.next();
            }
            case AuthVerdict.Missing() ->
                    refuse(
                            request,
                            "An API key is needed. Send it as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".");
            case AuthVerdict.Wrong() ->
                    refuse(
                            request,
                            "This API key or token is not known here. Check it for missing characters, or ask your administrator for a new one.");
            case AuthVerdict.Expired() ->
                    refuse(request, "This token has expired. Log in again to get a new one.");
            case AuthVerdict.Contradicting() ->
                    refuse(
                            request,
                            "Authorization and X-API-Key hold two different keys. Send only one of them.");
        }
    }

    private static Caller caller(RoutingContext context) {
        return Objects.requireNonNull(context.get(CALLER), "a route outside authentication");
    }

    private static void refuse(HttpServerRequest request, String message) {
        Replies.problem(request, HttpProblem.unauthorised(message));
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
