package dev.understudy.web.http;

import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Standing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Sends JSON: every answer that is not a stream, and every error. On the request's event loop. */
public final class Replies {
    private Replies() {}

    /** Sends JSON, unless something was sent already. */
    public static void json(HttpServerResponse response, int status, ObjectNode body) {
        if (!response.headWritten()) {
            response.setStatusCode(status);
            text(response, "application/json; charset=utf-8", body.toString());
        }
    }

    /** Sends a text of that type, unless something was sent already. */
    public static void text(HttpServerResponse response, String type, String body) {
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        response.end(body);
    }

    /** Sends an error, unless something was sent already. */
    public static void problem(HttpServerRequest request, HttpProblem problem) {
        problem(request, problem, problem.error().toBody());
    }

    /** The ledger cannot be read for now. */
    public static void ledgerAway(HttpServerRequest request, Throwable trouble) {
        Mistakes.ledgerAway(request, trouble);
        problem(request, HttpProblem.ledgerUnreadable());
    }

    /**
     * The same with more beside the error.
     *
     * @param body the error object, with what else is to be said
     */
    public static void problem(HttpServerRequest request, HttpProblem problem, ObjectNode body) {
        var response = request.response();
        if (response.headWritten()) {
            return;
        }
        if (problem.retryAfter() != null) {
            response.putHeader("Retry-After", String.valueOf(wholeSeconds(problem.retryAfter())));
        }
        if (problem.neverRetry()) {
            response.putHeader("x-should-retry", "false");
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        json(response, problem.status(), body);
    }

    /** Of each unit the tightest limit, in the headers that OpenAI has for it. */
    public static void rateLimits(HttpServerResponse response, Standing standing, Instant now) {
        for (var unit : LimitUnit.values()) {
            standing.tightest(unit).ifPresent(status -> rateLimit(response, status, now));
        }
    }

    private static void rateLimit(HttpServerResponse response, QuotaStatus status, Instant now) {
        var untilReset = Duration.between(now, status.window().end());
        var unit = status.name().unit().wireName();
        response.putHeader("x-ratelimit-limit-" + unit, String.valueOf(status.limit()))
                .putHeader("x-ratelimit-remaining-" + unit, String.valueOf(status.remaining()))
                .putHeader("x-ratelimit-reset-" + unit, wholeSeconds(untilReset) + "s");
    }

    /** Rounded up, and never 0: who comes back too early is refused again. */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
