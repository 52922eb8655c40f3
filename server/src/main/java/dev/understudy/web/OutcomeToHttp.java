package dev.understudy.web;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.notice.Notice;
import dev.understudy.notice.Spoken;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.web.openai.ErrorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
public final class OutcomeToHttp {
    /** A longer wait says no more to a program, and some take the number for a mistake. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Nobody asks again in less: it is "a moment". */
    private static final Duration SHORTEST_SPOKEN_WAIT = Duration.ofSeconds(1);

    private OutcomeToHttp() {}

    /** What the user is told in place of an answer; null where there is an answer. */
    public static @Nullable String message(Outcome outcome, Instant now) {
        return problem(outcome, now).map(problem -> problem.error().message()).orElse(null);
    }

    /** The error that the outcome is; empty where there is an answer. */
    static Optional<HttpProblem> problem(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Answered _,
                    Outcome.AnsweredByFallback _,
                    Outcome.AnsweredOffline _,
                    Outcome.LimitReached _ ->
                    Optional.empty();
            case Outcome.QuotaSpent(var status) -> Optional.of(quotaSpent(status, now));
            case Outcome.Refused(var refusal) -> Optional.of(refused(refusal));
            case Outcome.Failed(var cause, var retryAfter) ->
                    Optional.of(failed(cause, retryAfter));
            case Outcome.Cancelled() -> Optional.of(cancelled());
        };
    }

    private static HttpProblem quotaSpent(QuotaStatus status, Instant now) {
        var notice = new Notice.QuotaSpent(status, false);
        var untilReset = Duration.between(now, status.window().end());
        return new HttpProblem(
                429,
                new ErrorObject(
                        notice.title() + ".\n\n" + notice.text(),
                        "insufficient_quota",
                        null,
                        "insufficient_quota"),
                untilReset.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : untilReset,
                true);
    }

    private static HttpProblem refused(Refusal refusal) {
        return switch (refusal) {
            case INVALID_REQUEST ->
                    HttpProblem.clientError(
                            400,
                            "invalid_request",
                            "The model does not take this request. Check its parameters, tools and images, and send it again.");
            case CONTEXT_TOO_LONG ->
                    HttpProblem.clientError(
                            400,
                            "context_length_exceeded",
                            "This is longer than the model can read at once. Shorten the last message, or start a new conversation.");
            case TOO_BUSY ->
                    new HttpProblem(
                            503,
                            new ErrorObject(
                                    "More questions are being answered than this server takes at once. Please try again in a moment.",
                                    "server_error",
                                    null,
                                    "too_busy"),
                            Duration.ofSeconds(1),
                            false);
        };
    }

    private static HttpProblem failed(Cause cause, Duration retryAfter) {
        boolean worthSaying = retryAfter.compareTo(SHORTEST_SPOKEN_WAIT) >= 0;
        var when = worthSaying ? "in " + Spoken.duration(retryAfter) : "in a moment";
        return switch (cause) {
            case UPSTREAM_FAILED ->
                    unavailable(
                            502,
                            "No model could answer: the model servers could not be reached or did not answer properly. Please try again %s; if it stays so, tell your administrator."
                                    .formatted(when),
                            retryAfter);
            case NONE_AVAILABLE ->
                    unavailable(
                            503,
                            "No model is available now: all of them are overloaded, recovering from failures or taken out by the operator. Please try again %s."
                                    .formatted(when),
                            retryAfter);
            case TOO_SLOW ->
                    unavailable(
                            504,
                            "No model answered in time. Please try again %s, or ask for something shorter."
                                    .formatted(when),
                            retryAfter);
        };
    }

    private static HttpProblem unavailable(int status, String message, Duration retryAfter) {
        return new HttpProblem(
                status,
                new ErrorObject(message, "upstream_unavailable", null, "upstream_unavailable"),
                retryAfter.isPositive() ? retryAfter : null,
                true);
    }

    private static HttpProblem cancelled() {
        return new HttpProblem(
                503,
                new ErrorObject(
                        "The answer was stopped because the server is shutting down. Please send the question again.",
                        "server_error",
                        null,
                        "cancelled"),
                Duration.ofSeconds(1),
                false);
    }
}
