package dev.understudy.upstream.ollama;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Capability;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one class that reads what went wrong with a call to Ollama: status, headers and body into a
 * {@link CallFailure}. The phrases are those of Ollama's server ({@code routes.go}, {@code
 * sched.go}, {@code llama_server.go}, {@code cloud_proxy.go}) and of ollama.com as users report
 * them. No text of a body gets into a failure. Thread-safe.
 */
final class OllamaFailures {
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

    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    /** Far beyond any window; keeps the arithmetic of those who add it to now in its range. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private final InstantSource dates;

    OllamaFailures(InstantSource dates) {
        this.dates = dates;
    }

    /** Reads a response that is not 200. */
    CallFailure ofResponse(int status, MultiMap headers, String body) {
        var text = body.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> badRequest(text);
            case 401, 403 -> new CallFailure.AccessDenied(status);
            case 402 -> new CallFailure.ProviderQuotaSpent(status, retryAfter(headers));
            case 404 -> new CallFailure.ModelNotFound();
            // 499 is how Ollama reports a request that was cancelled on its own side.
            case 408, 499 -> CallFailure.Unreachable.status(status);
            case 429 ->
                    mentions(text, QUOTA_SPENT)
                            ? new CallFailure.ProviderQuotaSpent(status, retryAfter(headers))
                            : new CallFailure.Overloaded(status, retryAfter(headers));
            case 503 -> new CallFailure.Overloaded(status, retryAfter(headers));
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

    /** Reads why no connection could be had. */
    CallFailure ofConnecting(Throwable error) {
        return switch (error) {
            // A ConnectException too, so it comes before those.
            case ConnectTimeoutException _ -> new CallFailure.TooSlow(FailureClock.CONNECT);
            case TimeoutException _ -> new CallFailure.TooSlow(FailureClock.CONNECT);
            case ConnectionPoolTooBusyException _ ->
                    new CallFailure.Unreachable("too many calls wait for a connection");
            case UnknownHostException _ -> new CallFailure.Unreachable("unknown host");
            case NoRouteToHostException _ -> new CallFailure.Unreachable("no route to host");
            case ConnectException _ -> new CallFailure.Unreachable("connection refused");
            case SSLException _ -> new CallFailure.Unreachable("TLS failed");
            default -> new CallFailure.Unreachable("connection failed");
        };
    }

    /** A connection broke after the request had begun to be written. */
    CallFailure ofLostConnection() {
        return new CallFailure.Unreachable("connection lost");
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

    /** Null where nothing is said, or nothing that can be read. */
    private @Nullable Duration retryAfter(MultiMap headers) {
        var millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return atMost(millis);
        }
        var value = headers.get("retry-after");
        var seconds = number(value);
        if (seconds != null) {
            return atMost(seconds * 1_000);
        }
        return value == null ? null : untilDate(value.strip());
    }

    private static @Nullable Double number(@Nullable String value) {
        return value != null && PLAIN_NUMBER.matcher(value.strip()).matches()
                ? Double.valueOf(value.strip())
                : null;
    }

    private static Duration atMost(double millis) {
        return millis >= LONGEST_WAIT.toMillis()
                ? LONGEST_WAIT
                : Duration.ofMillis((long) Math.ceil(millis));
    }

    private @Nullable Duration untilDate(String date) {
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return atMost(
                    (double) Math.max(0, Duration.between(dates.instant(), until).toMillis()));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
