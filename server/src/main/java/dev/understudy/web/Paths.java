package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The addresses and what answers each of their methods. An address knows what it takes: {@code
 * OPTIONS} and a wrong method are told so.
 */
final class Paths {
    private final Router router;

    Paths(Router router) {
        this.router = router;
    }

    /** An address; {@code *} at its end stands for any rest. */
    Path at(String path) {
        return new Path(() -> router.route(path));
    }

    /** Addresses of a form. */
    Path like(String regex) {
        return new Path(() -> router.routeWithRegex(regex));
    }

    /** One address, its methods first; {@link #andNothingElse} closes it. */
    static final class Path {
        private final Supplier<Route> routes;
        private final List<String> methods = new ArrayList<>();

        private Path(Supplier<Route> routes) {
            this.routes = routes;
        }

        Path get(Consumer<HttpServerRequest> answer) {
            return reads(context -> answer.accept(context.request()));
        }

        /** What is shown depends on who asks. */
        Path getAs(BiConsumer<HttpServerRequest, Caller> answer) {
            return reads(context -> answer.accept(context.request(), CallerCheck.caller(context)));
        }

        /** What others did, so for an admin alone. */
        Path getAsAdmin(Consumer<HttpServerRequest> answer) {
            return reads(asAdmin((request, _) -> answer.accept(request)));
        }

        Path post(Consumer<HttpServerRequest> answer) {
            return takes(HttpMethod.POST, context -> answer.accept(context.request()));
        }

        Path postAs(BiConsumer<HttpServerRequest, Caller> answer) {
            return takes(
                    HttpMethod.POST,
                    context -> answer.accept(context.request(), CallerCheck.caller(context)));
        }

        /** What changes something for others. */
        Path postAsAdmin(BiConsumer<HttpServerRequest, Caller> answer) {
            return takes(HttpMethod.POST, asAdmin(answer));
        }

        private Path reads(Handler<RoutingContext> answer) {
            return takes(HttpMethod.GET, answer).takes(HttpMethod.HEAD, answer);
        }

        private Path takes(HttpMethod method, Handler<RoutingContext> answer) {
            routes.get().method(method).handler(answer);
            methods.add(method.name());
            return this;
        }

        /** The one place that decides what is for admins: who is none is told so. */
        private static Handler<RoutingContext> asAdmin(
                BiConsumer<HttpServerRequest, Caller> answer) {
            return context -> {
                var caller = CallerCheck.caller(context);
                if (caller.admin()) {
                    answer.accept(context.request(), caller);
                } else {
                    Replies.problem(context.request(), HttpProblem.forbidden(caller.role()));
                }
            };
        }

        void andNothingElse() {
            var allowed = String.join(", ", methods) + ", OPTIONS";
            routes.get()
                    .handler(context -> {
                        var response = context.response().putHeader("Allow", allowed);
                        if (context.request().method().equals(HttpMethod.OPTIONS)) {
                            response.setStatusCode(204).end();
                        } else {
                            Replies.problem(context.request(), HttpProblem.wrongMethod());
                        }
                    });
        }
    }
}
