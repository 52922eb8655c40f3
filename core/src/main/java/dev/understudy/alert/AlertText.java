package dev.understudy.alert;

import dev.understudy.failure.CallFailure;
import dev.understudy.notice.Spoken;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An alert in words, each part one line: names that hold line breaks or other control characters
 * cannot add a header or a line.
 *
 * @param title what has changed, fit for a subject
 * @param why the class of the failure, statuses and figures
 * @param now what happens now, without anybody's help
 * @param advice what the operator can do
 */
public record AlertText(String title, String why, String now, String advice) {
    /** What could end a line, or turn the direction of the text after it. */
    private static final Pattern BREAKING =
            Pattern.compile("[\\p{IsControl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final int LONGEST = 500;

    private static final String NOTHING = "Nothing.";

    public AlertText {
        title = oneLine(title);
        why = oneLine(why);
        now = oneLine(now);
        advice = oneLine(advice);
    }

    private static String oneLine(String text) {
        var line = BREAKING.matcher(text).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** Puts an alert into words. */
    public static AlertText of(Alert alert) {
        return switch (alert) {
            case Alert.ModelOut(var model, var failure, var retryIn, var standIn) ->
                    out(model, failure, retryIn, standIn);
            case Alert.ModelNeedsOperator(var model, var failure, var standIn) ->
                    needsOperator(model, failure, standIn);
            case Alert.ModelBack(var model) ->
                    new AlertText(
                            model + " is answering again",
                            "An attempt on it went well.",
                            "It is asked as usual.",
                            NOTHING);
            case Alert.QuotaNearsEnd(var status) -> nearsEnd(status);
            case Alert.QuotaSpent(var status, var onExceeded) -> spent(status, onExceeded);
            case Alert.LedgerUnusable(var reason) ->
                    new AlertText(
                            "The usage ledger cannot count",
                            reason,
                            "Metered models are not asked, models that are not metered go on. It is tried again by itself; what has ended meanwhile is kept, within bounds.",
                            "Mend what is named above; no restart is needed unless it says so.");
            case Alert.LedgerUsable() ->
                    new AlertText(
                            "The usage ledger counts again",
                            "It was written to.",
                            "Metered models are asked as usual, and what was kept is written.",
                            NOTHING);
            case Alert.DirectoryUnreachable(var reason) ->
                    new AlertText(
                            "The directory cannot be asked, so nobody can log in",
                            reason,
                            "Keys, and tokens of users who have logged in, are good as before. It is asked anew at each log-in.",
                            "Mend what is named above, and try it: understudy login NAME.");
            case Alert.DirectoryReachable() ->
                    new AlertText(
                            "The directory can be asked again",
                            "It answered a log-in.",
                            "Users log in as usual.",
                            NOTHING);
            case Alert.QueriesFail(var cause) ->
                    new AlertText(
                            "Queries are not answered",
                            switch (cause) {
                                case UPSTREAM_FAILED ->
                                        "The last model that was asked did not do its part.";
                                case NONE_AVAILABLE ->
                                        "No model could be asked: all are cooling down, overloaded or may not be used.";
                                case TOO_SLOW -> "A clock ran out before there was an answer.";
                            },
                            "Users are told so, and may ask again. What can be computed without a model still is.",
                            "See how the models are (understudy status) and why attempts fail (the log).");
            case Alert.QueriesAnswered() ->
                    new AlertText(
                            "Queries are answered again",
                            "A model answered one.",
                            "All goes on as usual.",
                            NOTHING);
        };
    }

    private static AlertText out(
            String model, CallFailure failure, Duration retryIn, @Nullable String standIn) {
        return new AlertText(
                model + " is not answering",
                failure.summary(),
                standIn(standIn)
                        + " The model is tried again by itself, for the first time in "
                        + Spoken.duration(retryIn)
                        + ".",
                failure instanceof CallFailure.ProviderQuotaSpent
                        ? "Raise the limit of the account at the provider, or wait until it begins anew."
                        : "See whether its server runs and can be reached, and whether it is overloaded.");
    }

    private static AlertText needsOperator(
            String model, CallFailure failure, @Nullable String standIn) {
        boolean missing = failure instanceof CallFailure.ModelNotFound;
        return new AlertText(
                model + (missing ? " is not on its server" : " is refused by its server"),
                failure.summary(),
                standIn(standIn) + " Waiting will not heal it.",
                missing
                        ? "Check the model's name, and pull it on its server."
                        : "Check the key of its server, or sign in there; see that it may use this model.");
    }

    private static String standIn(@Nullable String standIn) {
        return standIn == null
                ? "No other model of the chain is well, so queries fail that cannot be computed without one."
                : standIn + " answers instead.";
    }

    private static AlertText nearsEnd(QuotaStatus status) {
        return new AlertText(
                "The quota nears its end: " + used(status),
                "The share is used from which people are warned (API_QUOTA_WARN_PERCENTAGE).",
                "Metered models are asked as usual. "
                        + (tokens(status) ? "Tokens" : "Requests")
                        + " left until "
                        + Spoken.reset(status)
                        + ": "
                        + status.remaining(),
                raise(status) + " if more is wanted.");
    }

    private static AlertText spent(QuotaStatus status, OnExceeded onExceeded) {
        var until = "until " + Spoken.reset(status);
        return new AlertText(
                "The quota is spent: " + used(status),
                "An attempt found no place left.",
                switch (onExceeded) {
                    case REJECT -> "Queries that need a metered model are refused " + until + ".";
                    case FALLBACK -> "Models that are not metered answer " + until + ".";
                },
                switch (onExceeded) {
                    case REJECT ->
                            raise(status)
                                    + ", or let local models go on with API_QUOTA_ON_EXCEEDED=fallback.";
                    case FALLBACK -> raise(status) + " if more is wanted.";
                });
    }

    private static String used(QuotaStatus status) {
        // Put together by hand: %d would follow the machine's locale.
        return status.used()
                + "/"
                + status.limit()
                + " "
                + status.name().unit().wireName()
                + " used";
    }

    private static String raise(QuotaStatus status) {
        return "Raise it for today (understudy quota), or "
                + (tokens(status) ? "API_QUOTA_DAILY_TOKENS" : "API_QUOTA_DAILY_LIMIT");
    }

    private static boolean tokens(QuotaStatus status) {
        return status.name().unit() == LimitUnit.TOKENS;
    }
}
