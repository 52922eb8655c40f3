package dev.understudy.web;

import dev.understudy.auth.login.LogInVerdict;
import dev.understudy.auth.login.LogIns;
import dev.understudy.output.Json;
import dev.understudy.web.http.ErrorObject;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Mistakes;
import dev.understudy.web.http.Replies;
import dev.understudy.web.http.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /auth/login}: a name and a password of the directory become a token. */
final class LogInApi {
    static final String PATH = "/auth/login";

    /** A name and a password, in JSON, with room for both at their longest. */
    private static final int MAX_BODY_BYTES = 8 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private final Vertx vertx;
    private final Optional<LogIns> logIns;

    /**
     * @param logIns empty where no directory is configured
     */
    LogInApi(Vertx vertx, Optional<LogIns> logIns) {
        this.vertx = vertx;
        this.logIns = logIns;
    }

    void handle(HttpServerRequest request) {
        if (logIns.isEmpty()) {
            Replies.problem(
                    request,
                    HttpProblem.clientError(
                            404,
                            "login_unavailable",
                            "Nobody can log in here: no directory is configured. Use an API key."));
            return;
        }
        RequestBody.read(
                vertx,
                request,
                MAX_BODY_BYTES,
                bytes -> logIn(request, logIns.get(), bytes),
                problem -> Replies.problem(request, problem));
    }

    private void logIn(HttpServerRequest request, LogIns logIns, byte[] bytes) {
        var body = parsed(bytes);
        var user = body.path("username");
        var password = body.path("password");
        if (!user.isString() || !password.isString()) {
            var wrong = user.isString() ? "password" : "username";
            Replies.problem(
                    request,
                    HttpProblem.badParameter(
                            wrong,
                            "Send a JSON object with the texts \"username\" and \"password\"."));
            return;
        }
        var from = request.remoteAddress();
        var verdict =
                logIns.logIn(
                        user.asString(),
                        password.asString(),
                        from == null ? "unknown" : from.hostAddress());
        Future.fromCompletionStage(verdict, vertx.getOrCreateContext())
                .onSuccess(it -> answer(request, it))
                .onFailure(mistake -> {
                    Mistakes.log(request, mistake);
                    Replies.problem(request, HttpProblem.internal());
                });
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException _) {
            return MAPPER.missingNode(); // the reason would quote the password
        }
    }

    private static void answer(HttpServerRequest request, LogInVerdict verdict) {
        switch (verdict) {
            case LogInVerdict.Welcome welcome ->
                    Replies.json(
                            request.response(),
                            200,
                            Json.object()
                                    .put("access_token", welcome.token())
                                    .put("token_type", "Bearer")
                                    .put("expires_in", welcome.validFor().toSeconds())
                                    .put("user", welcome.user())
                                    .put("role", welcome.role().wireName()));
            case LogInVerdict.Refused() ->
                    refuse(
                            request,
                            401,
                            "invalid_credentials",
                            "The user name or the password is wrong, or this account may not log in.",
                            null);
            case LogInVerdict.NotAllowed() ->
                    refuse(
                            request,
                            403,
                            "not_allowed",
                            "You are in none of the groups that may use this service. Ask your administrator.",
                            null);
            case LogInVerdict.Throttled(var retryAfter) ->
                    refuse(
                            request,
                            429,
                            "too_many_attempts",
                            "Too many wrong passwords. Wait before you try again.",
                            retryAfter);
            case LogInVerdict.Busy() ->
                    Replies.problem(
                            request,
                            HttpProblem.tooBusy(
                                    "Too many people log in at this moment. Try again."));
            case LogInVerdict.Unreachable() ->
                    refuse(
                            request,
                            503,
                            "directory_unavailable",
                            "The directory that knows the users cannot be asked at the moment. The operator finds the reason in the log.",
                            null);
        }
    }

    private static void refuse(
            HttpServerRequest request,
            int status,
            String code,
            String message,
            @Nullable Duration retryAfter) {
        var type = status == 503 ? "server_error" : "authentication_error";
        var error = new ErrorObject(message, type, null, code);
        Replies.problem(request, new HttpProblem(status, error, retryAfter, retryAfter == null));
    }
}
