package dev.understudy.upstream.ollama;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.Capability;
import dev.understudy.upstream.http.ResponseFailures;
import dev.understudy.upstream.http.RetryAfter;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one class that reads what went wrong with a call to Ollama: status, headers and body into a
 * {@link CallFailure}. The phrases are those of Ollama's server ({@code routes.go}, {@code
 * sched.go}, {@code llama_server.go}, {@code cloud_proxy.go}) and of ollama.com as users report
 * them. No text of a body gets into a failure. Thread-safe.
 */
final class OllamaFailures implements ResponseFailures {
    /** 429 has two meanings: too many at once, or an account's hours are used up. */
    private static final List<String> QUOTA_SPENT =
            List.of("usage limit", "upgrade for higher limits");

    private static final List<String> TOO_LONG =
            List.of(
                    "longer than the context",
                    "exceeds the available context",
                    "exceeds the context length",
                    "exceeded max context length");

    /** A model, or the value asked of it: {@code think value "low" is not supported}. */
    private static final Pattern LACKS =
            Pattern.compile(
                    "does not support (tools|thinking|images?|vision)"
                            + "|(think) value .{1,40} is not supported"
                            + "|missing data required for (image) input");

    private final RetryAfter retryAfter;

    /** {@code dates} tells how far away a {@code Retry-After} is that is a date. */
    OllamaFailures(InstantSource dates) {
        this.retryAfter = new RetryAfter(dates);
    }

    @Override
    public CallFailure ofResponse(int status, MultiMap headers, String body) {
        var text = body.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> badRequest(text);
            case 401, 403 -> new CallFailure.AccessDenied(status);
            case 402 -> new CallFailure.ProviderQuotaSpent(status, retryAfter.of(headers));
            case 404 -> new CallFailure.ModelNotFound();
            // 499 is how Ollama reports a request that was cancelled on its own side.
            case 408, 499 -> CallFailure.Unreachable.status(status);
            case 429 ->
                    mentions(text, QUOTA_SPENT)
                            ? new CallFailure.ProviderQuotaSpent(status, retryAfter.of(headers))
                            : new CallFailure.Overloaded(status, retryAfter.of(headers));
            case 503 -> new CallFailure.Overloaded(status, retryAfter.of(headers));
            default -> {
                var missing = status == 500 ? missingCapability(text) : null;
                if (missing != null) {
                    yield new CallFailure.CapabilityMissing(missing);
                }
                yield status > 400 && status < 500
                        ? new CallFailure.InvalidRequest(status)
                        : CallFailure.Unreachable.status(status);
            }
        };
    }

    private static CallFailure badRequest(String text) {
        var missing = missingCapability(text);
        if (missing != null) {
            return new CallFailure.CapabilityMissing(missing);
        }
        return mentions(text, TOO_LONG)
                ? new CallFailure.ContextTooLong()
                : new CallFailure.InvalidRequest(400);
    }

    private static @Nullable Capability missingCapability(String text) {
        var match = LACKS.matcher(text);
        if (!match.find()) {
            return null;
        }
        if (match.group(2) != null) {
            return Capability.THINKING;
        }
        return switch (match.group(1)) {
            case "tools" -> Capability.TOOLS;
            case "thinking" -> Capability.THINKING;
            case null, default -> Capability.VISION;
        };
    }

    private static boolean mentions(String text, List<String> phrases) {
        return phrases.stream().anyMatch(text::contains);
    }
}
