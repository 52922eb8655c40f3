package dev.understudy.web;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Authenticator;
import dev.understudy.auth.Caller;
import dev.understudy.web.http.Cors;
import dev.understudy.web.http.Hosts;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** Lets requests pass whose caller is known. Thread-safe. */
final class CallerCheck {
    private static final String CALLER = "caller";

    private final Authenticator credentials;
    private final Cors cors;
    private final Hosts hosts;

    CallerCheck(Authenticator credentials, Cors cors, Hosts hosts) {
        this.credentials = credentials;
        this.cors = cors;
        this.hosts = hosts;
    }

    void handle(RoutingContext context) {
        var request = context.request();
        var verdict =
                credentials.check(
                        request.getHeader("X-API-Key"), request.getHeader("Authorization"));
        switch (verdict) {
            case AuthVerdict.Allowed(Caller caller)
                    when !caller.verified() && !hosts.allow(request.getHeader("Host")) ->
                    Replies.problem(request, HttpProblem.foreignHost());
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
            case AuthVerdict.Revoked() ->
                    refuse(request, "This token has been revoked. Log in again to get a new one.");
            case AuthVerdict.Contradicting() ->
                    refuse(
                            request,
                            "Authorization and X-API-Key hold two different keys. Send only one of them.");
        }
    }

    /** Who it is; the check has let the request pass. */
    static Caller caller(RoutingContext context) {
        return Objects.requireNonNull(context.get(CALLER), "a route outside authentication");
    }

    private static void refuse(HttpServerRequest request, String message) {
        Replies.problem(request, HttpProblem.unauthorised(message));
    }
}
