package dev.understudy.upstream.openai;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.Capability;
import dev.understudy.upstream.http.ResponseFailures;
import dev.understudy.upstream.http.RetryAfter;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one class that reads what went wrong with a call to a server of OpenAI's protocol: status,
 * headers and body into a {@link CallFailure}. The servers have the statuses in common and no
 * phrases, so each pattern says whose words it holds; they come from the servers' sources and from
 * what users report of the providers. No text of a body gets into a failure. Thread-safe.
 */
final class OpenAiFailures implements ResponseFailures {
    /** An account that is used up, where a 429 could also mean too many at once. */
    private static final Pattern QUOTA_SPENT =
            anyOf(
                    // OpenAI, also as code or type; Google's servers use the third
                    "insufficient_quota",
                    "billing_(hard_limit_reached|not_active)",
                    "exceeded your current quota",
                    // limits of a day: Groq, OpenAI, OpenRouter
                    "(tokens|requests) per day",
                    "free-models-per-day",
                    // Ollama's cloud, DeepSeek, Anthropic
                    "usage limit",
                    "upgrade for higher limits",
                    "insufficient balance",
                    "credit balance is too low");

    private static final Pattern TOO_LONG =
            anyOf(
                    // OpenAI, vLLM, SGLang, OpenRouter; also where only prompt and answer together
                    // are
                    "context_length_exceeded",
                    "maximum context length",
                    "longer than the (maximum model length|model's context length)",
                    // llama.cpp
                    "exceed_context_size_error",
                    "exceeds the available context",
                    "context size has been exceeded",
                    // LM Studio
                    "greater than the context length",
                    // Ollama
                    "longer than the context",
                    "exceeds the context length",
                    "exceeded max context length",
                    // Groq; OpenAI and Groq for a prompt that no minute's limit could hold
                    "reduce the length of the messages",
                    "request too large for",
                    // Anthropic, Google, xAI, Mistral, MiniMax, Moonshot
                    "prompt is too long",
                    "input token count.{0,40}exceeds the maximum",
                    "maximum prompt length is",
                    "too large for model with",
                    "context window exceeds limit",
                    "exceeds the context window",
                    "exceeded model token limit");

    private static final Pattern NO_TOOLS =
            anyOf(
                    // Ollama and others; Groq; OpenRouter
                    "does(n't| not) support (tools?|function)\\b",
                    "`?tool calling`? is not supported",
                    "no endpoints found that support tool",
                    // vLLM and llama.cpp, when started without what tools need
                    "--enable-auto-tool-choice",
                    "tools param requires --jinja");

    private static final Pattern NO_VISION =
            anyOf(
                    // Ollama and others; OpenRouter; llama.cpp
                    "does(n't| not) support (images?|vision)\\b",
                    "no endpoints found that support image",
                    "image input is not supported",
                    // vLLM
                    "is not a multimodal model",
                    "at most 0 image",
                    // OpenAI; DeepSeek; Groq
                    "image_url is only supported by certain models",
                    "unknown variant `image_url`",
                    "'role:user'.{0,80}content' : value must be a string");

    /**
     * The field, in whatever words it is refused: OpenAI, Groq, Mistral and others name it. Ollama
     * names thinking.
     */
    private static final Pattern NO_THINKING =
            anyOf("reasoning[_.]effort", "does not support thinking", "think value .{1,40} is not");

    /**
     * A field that it does not know. The usual ones it must know, so it is one that was passed on;
     * if it is not, the model cannot be asked by us at all, and the next one is.
     */
    private static final Pattern UNKNOWN_FIELD =
            anyOf(
                    // OpenAI and Azure, in older words and newer ones; xAI
                    "unrecognized request argument",
                    "unknown[ _]parameter",
                    "unsupported[ _]parameter",
                    "argument not supported on this model",
                    // Groq; Google
                    "property '[^']{1,64}' is unsupported",
                    "unknown name .{1,80}cannot find field",
                    // Mistral and others that check with pydantic
                    "extra inputs are not permitted",
                    "extra_forbidden",
                    "extra fields not permitted");

    /** Where a model that nobody knows is not a 404: OpenAI's code, Mistral, OpenRouter. */
    private static final Pattern UNKNOWN_MODEL =
            anyOf("model_not_found", "invalid_model\\b", "is not a valid model id");

    /** OpenRouter and its providers refuse a prompt so, not the key. */
    private static final Pattern MODERATED = anyOf("input was flagged");

    private final RetryAfter retryAfter;

    /** {@code dates} tells how far away a {@code Retry-After} is that is a date. */
    OpenAiFailures(InstantSource dates) {
        this.retryAfter = new RetryAfter(dates);
    }

    @Override
    public CallFailure ofResponse(int status, MultiMap headers, String body) {
        var words = OpenAiErrorWords.of(body);
        return switch (status) {
            case 400, 413, 422 -> badRequest(status, headers, words);
            case 401 -> new CallFailure.AccessDenied(status);
            case 402 -> quotaSpent(status, headers);
            case 403 ->
                    says(MODERATED, words)
                            ? new CallFailure.InvalidRequest(status)
                            : new CallFailure.AccessDenied(status);
            case 404 -> orMissing(words, new CallFailure.ModelNotFound());
            // 409 is a lock that was not had in time: OpenAI's own clients try again after it.
            case 408, 409, 499 -> CallFailure.Unreachable.status(status);
            case 429 -> tooMany(status, headers, words);
            // llama.cpp has it for what it was not started for, and for a context that is full.
            case 500 -> orTooLong(words, CallFailure.Unreachable.status(status));
            case 503 -> new CallFailure.Overloaded(status, retryAfter.of(headers));
            default ->
                    status > 400 && status < 500
                            ? new CallFailure.InvalidRequest(status)
                            : CallFailure.Unreachable.status(status);
        };
    }

    private CallFailure badRequest(int status, MultiMap headers, String words) {
        if (says(QUOTA_SPENT, words)) {
            return quotaSpent(status, headers);
        }
        if (says(UNKNOWN_MODEL, words)) {
            return new CallFailure.ModelNotFound();
        }
        return orTooLong(words, new CallFailure.InvalidRequest(status));
    }

    private CallFailure tooMany(int status, MultiMap headers, String words) {
        if (says(QUOTA_SPENT, words)) {
            return quotaSpent(status, headers);
        }
        return says(TOO_LONG, words)
                ? new CallFailure.ContextTooLong()
                : new CallFailure.Overloaded(status, retryAfter.of(headers));
    }

    private CallFailure quotaSpent(int status, MultiMap headers) {
        return new CallFailure.ProviderQuotaSpent(status, retryAfter.of(headers));
    }

    private static CallFailure orTooLong(String words, CallFailure otherwise) {
        return says(TOO_LONG, words)
                ? new CallFailure.ContextTooLong()
                : orMissing(words, otherwise);
    }

    private static CallFailure orMissing(String words, CallFailure otherwise) {
        var missing = missingCapability(words);
        return missing == null ? otherwise : new CallFailure.CapabilityMissing(missing);
    }

    private static @Nullable Capability missingCapability(String words) {
        if (says(NO_TOOLS, words)) {
            return Capability.TOOLS;
        }
        if (says(NO_VISION, words)) {
            return Capability.VISION;
        }
        if (says(NO_THINKING, words)) {
            return Capability.THINKING;
        }
        return says(UNKNOWN_FIELD, words) ? Capability.EXTRA_FIELDS : null;
    }

    private static boolean says(Pattern pattern, String words) {
        return pattern.matcher(words).find();
    }

    private static Pattern anyOf(String... phrases) {
        return Pattern.compile(String.join("|", phrases));
    }
}
