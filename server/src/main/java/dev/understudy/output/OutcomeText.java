package dev.understudy.output;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.Refusal;
import dev.understudy.notice.Notice;
import dev.understudy.notice.Spoken;
import java.time.Duration;
import java.util.Optional;

/** What a user is told in place of an answer. Pure functions. */
public final class OutcomeText {
    /** Nobody asks again in less: it is "a moment". */
    private static final Duration SHORTEST_SPOKEN_WAIT = Duration.ofSeconds(1);

    private OutcomeText() {}

    /** Empty where there is an answer. */
    public static Optional<String> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _,
                    Outcome.AnsweredByFallback _,
                    Outcome.AnsweredOffline _,
                    Outcome.LimitReached _ ->
                    Optional.empty();
            case Outcome.QuotaSpent(var status) -> {
                var notice = new Notice.QuotaSpent(status, false);
                yield Optional.of(notice.title() + ".\n\n" + notice.text());
            }
            case Outcome.Refused(var refusal) -> Optional.of(refused(refusal));
            case Outcome.Failed(var cause, var retryAfter) ->
                    Optional.of(failed(cause, retryAfter));
            case Outcome.Cancelled() ->
                    Optional.of(
                            "The answer was stopped because the server is shutting down. Please send the question again.");
        };
    }

    private static String refused(Refusal refusal) {
        return switch (refusal) {
            case INVALID_REQUEST ->
                    "The model does not take this request. Check its parameters, tools and images, and send it again.";
            case CONTEXT_TOO_LONG ->
                    "This is longer than the model can read at once. Shorten the last message, or start a new conversation.";
            case TOO_BUSY ->
                    "More questions are being answered than this server takes at once. Please try again in a moment.";
        };
    }

    private static String failed(Cause cause, Duration retryAfter) {
        boolean worthSaying = retryAfter.compareTo(SHORTEST_SPOKEN_WAIT) >= 0;
        var when = worthSaying ? "in " + Spoken.duration(retryAfter) : "in a moment";
        return switch (cause) {
            case UPSTREAM_FAILED ->
                    "No model could answer: the model servers could not be reached or did not answer properly. Please try again %s; if it stays so, tell your administrator."
                            .formatted(when);
            case NONE_AVAILABLE ->
                    "No model is available now: all of them are overloaded, recovering from failures or taken out by the operator. Please try again %s."
                            .formatted(when);
            case TOO_SLOW ->
                    "No model answered in time. Please try again %s, or ask for something shorter."
                            .formatted(when);
        };
    }
}
