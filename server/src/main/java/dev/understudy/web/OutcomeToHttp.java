package dev.understudy.web;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.output.OutcomeText;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.web.http.ErrorObject;
import dev.understudy.web.http.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a query's outcome is in HTTP: the one place that knows status, type and code.
 *
 * <table>
 *   <caption>Outcomes</caption>
 *   <tr><th>outcome</th><th>status</th><th>code</th></tr>
 *   <tr><td>answered, by whomever; a limit reached</td><td>200</td><td></td></tr>
 *   <tr><td>quota spent</td><td>429</td><td>insufficient_quota</td></tr>
 *   <tr><td>refused</td><td>400, 503</td><td>invalid_request, context_length_exceeded, too_busy</td></tr>
 *   <tr><td>failed</td><td>502, 503, 504</td><td>upstream_unavailable</td></tr>
 *   <tr><td>cancelled (by us; else nobody reads it)</td><td>503</td><td>cancelled</td></tr>
 * </table>
 */
final class OutcomeToHttp {
    /** A longer wait says no more to a program, and some take the number for a mistake. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private OutcomeToHttp() {}

    /** The error that the outcome is; empty where there is an answer. */
    static Optional<HttpProblem> problem(Outcome outcome, Instant now) {
        return OutcomeText.of(outcome).map(text -> problem(outcome, text, now));
    }

    private static HttpProblem problem(Outcome outcome, String text, Instant now) {
        return switch (outcome) {
            case Outcome.QuotaSpent(var status) -> quotaSpent(text, status, now);
            case Outcome.Refused(var refusal) -> refused(text, refusal);
            case Outcome.Failed(var cause, var retryAfter) -> failed(text, cause, retryAfter);
            case Outcome.Cancelled() ->
                    new HttpProblem(
                            503,
                            new ErrorObject(text, "server_error", null, "cancelled"),
                            Duration.ofSeconds(1),
                            false);
            case Outcome.Answered _,
                    Outcome.AnsweredByFallback _,
                    Outcome.AnsweredOffline _,
                    Outcome.LimitReached _ ->
                    throw new IllegalArgumentException(outcome + " is an answer");
        };
    }

    private static HttpProblem quotaSpent(String text, QuotaStatus status, Instant now) {
        var untilReset = Duration.between(now, status.window().end());
        return new HttpProblem(
                429,
                new ErrorObject(text, "insufficient_quota", null, "insufficient_quota"),
                untilReset.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : untilReset,
                true);
    }

    private static HttpProblem refused(String text, Refusal refusal) {
        return switch (refusal) {
            case INVALID_REQUEST -> HttpProblem.clientError(400, "invalid_request", text);
            case CONTEXT_TOO_LONG -> HttpProblem.clientError(400, "context_length_exceeded", text);
            case TOO_BUSY -> HttpProblem.tooBusy(text);
        };
    }

    private static HttpProblem failed(String text, Cause cause, Duration retryAfter) {
        int status =
                switch (cause) {
                    case UPSTREAM_FAILED -> 502;
                    case NONE_AVAILABLE -> 503;
                    case TOO_SLOW -> 504;
                };
        return new HttpProblem(
                status,
                new ErrorObject(text, "upstream_unavailable", null, "upstream_unavailable"),
                retryAfter.isPositive() ? retryAfter : null,
                true);
    }
}
