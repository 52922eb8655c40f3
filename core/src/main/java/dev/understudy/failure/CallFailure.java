package dev.understudy.failure;

import dev.understudy.model.Capability;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a call. Each upstream adapter reads status, headers and body into one of
 * these, in one class; from here on no upstream's dialect matters.
 *
 * <table>
 *   <caption>The failure table</caption>
 *   <tr><th>kind</th><th>seen as</th><th>what would help</th><th>counts for health</th></tr>
 *   <tr><td>unreachable</td><td>connection refused or reset, DNS, TLS, a 5xx not named below, 408, a redirect</td><td>retry</td><td>yes</td></tr>
 *   <tr><td>too slow</td><td>a clock ran out</td><td>retry</td><td>yes, unless it was the query's</td></tr>
 *   <tr><td>overloaded</td><td>503, 429 without the phrases of a spent quota</td><td>retry, after {@code Retry-After} if said</td><td>yes</td></tr>
 *   <tr><td>provider quota spent</td><td>402, 429 whose text says usage limit</td><td>next model</td><td>opens</td></tr>
 *   <tr><td>access denied, model not found</td><td>401, 403, 404</td><td>next model</td><td>opens</td></tr>
 *   <tr><td>broken answer</td><td>bad line, no end, empty, error line</td><td>retry</td><td>yes</td></tr>
 *   <tr><td>capability missing</td><td>"does not support tools/thinking/images"</td><td>adapt</td><td>no</td></tr>
 *   <tr><td>context too long</td><td>400, prompt longer than the context</td><td>trim</td><td>no</td></tr>
 *   <tr><td>invalid request</td><td>other 4xx</td><td>stop</td><td>no</td></tr>
 *   <tr><td>cancelled</td><td>the client is gone</td><td>stop</td><td>no</td></tr>
 * </table>
 *
 * <p>No variant carries text of the upstream: what is kept is the kind and the status, so that
 * nothing of it can reach a user, a log or the history.
 */
public sealed interface CallFailure {
    /**
     * The server could not be reached or did not do its part.
     *
     * @param reason ours, not the upstream's
     */
    record Unreachable(String reason) implements CallFailure {
        public static Unreachable status(int status) {
            return new Unreachable("HTTP " + status);
        }
    }

    /** A clock ran out. */
    record TooSlow(FailureClock clock) implements CallFailure {}

    /** The server has too much to do. A null {@code retryAfter}: it did not say until when. */
    record Overloaded(int status, @Nullable Duration retryAfter) implements CallFailure {}

    /**
     * The account's own limit at the provider is used up. A null {@code until}: it did not say how
     * long.
     */
    record ProviderQuotaSpent(int status, @Nullable Duration until) implements CallFailure {}

    /** The key is wrong or may not use the model; the operator must act. */
    record AccessDenied(int status) implements CallFailure {}

    /** The upstream does not know the model; the operator must act. */
    record ModelNotFound() implements CallFailure {}

    /** A 200 that was no answer. */
    record BrokenAnswer(Defect defect) implements CallFailure {}

    /** The model cannot do what was asked of it. */
    record CapabilityMissing(Capability capability) implements CallFailure {}

    /** The prompt is longer than the model's context. */
    record ContextTooLong() implements CallFailure {}

    /** The request is wrong for every model: the client's error. */
    record InvalidRequest(int status) implements CallFailure {}

    /** Nobody waits for the answer any more. */
    record Cancelled() implements CallFailure {}

    /** What would help. */
    default Remedy remedy() {
        return switch (this) {
            case Unreachable _, TooSlow _, BrokenAnswer _ -> new Remedy.Retry();
            case Overloaded(_, var retryAfter) ->
                    retryAfter == null ? new Remedy.Retry() : new Remedy.RetryAfter(retryAfter);
            case ProviderQuotaSpent(_, var until) -> new Remedy.NextModel(until);
            case AccessDenied _, ModelNotFound _ -> new Remedy.NextModel(null);
            case CapabilityMissing(var capability) -> new Remedy.Adapt(capability);
            case ContextTooLong _ -> new Remedy.Trim();
            case InvalidRequest _, Cancelled _ -> new Remedy.Stop();
        };
    }

    /** Whether it says something about the model's health. */
    default boolean countsForHealth() {
        return switch (this) {
            case TooSlow(var clock) -> clock != FailureClock.QUERY;
            case Unreachable _,
                    Overloaded _,
                    ProviderQuotaSpent _,
                    AccessDenied _,
                    ModelNotFound _,
                    BrokenAnswer _ ->
                    true;
            case CapabilityMissing _, ContextTooLong _, InvalidRequest _, Cancelled _ -> false;
        };
    }

    /**
     * The kind and the status in a few words, for the trail and the log: {@code unreachable (HTTP
     * 502)}.
     */
    default String summary() {
        // Put together by hand: %d would follow the machine's locale.
        return switch (this) {
            case Unreachable(var reason) -> "unreachable (%s)".formatted(reason);
            case TooSlow(var clock) -> "too slow (%s)".formatted(spoken(clock));
            case Overloaded(var status, _) -> "overloaded (HTTP " + status + ")";
            case ProviderQuotaSpent(var status, _) -> "provider quota spent (HTTP " + status + ")";
            case AccessDenied(var status) -> "access denied (HTTP " + status + ")";
            case ModelNotFound() -> "model not found (HTTP 404)";
            case BrokenAnswer(var defect) -> "broken answer (%s)".formatted(spoken(defect));
            case CapabilityMissing(var capability) ->
                    "capability missing (%s)".formatted(spoken(capability));
            case ContextTooLong() -> "context too long";
            case InvalidRequest(var status) -> "invalid request (HTTP " + status + ")";
            case Cancelled() -> "cancelled";
        };
    }

    private static String spoken(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
