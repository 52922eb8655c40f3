package dev.understudy.settings;

import java.util.Set;

/**
 * Which fields of a request may be passed on to a model's server as they came: {@code pass_fields}
 * of a model. Fields that every server is told in its own words are not among them.
 */
public final class PassedFields {
    /** More than any server has. */
    static final int MOST = 64;

    /**
     * Read by us, or written by us: passed on as well they would stand twice, or the answer would
     * have what we do not carry (several choices, sound).
     */
    private static final Set<String> OURS =
            Set.of(
                    "model",
                    "messages",
                    "stream",
                    "stream_options",
                    "max_completion_tokens",
                    "max_tokens",
                    "num_predict",
                    "num_ctx",
                    "temperature",
                    "top_p",
                    "top_k",
                    "seed",
                    "presence_penalty",
                    "frequency_penalty",
                    "stop",
                    "tools",
                    "tool_choice",
                    "functions",
                    "function_call",
                    "response_format",
                    "format",
                    "reasoning_effort",
                    "think",
                    "user",
                    "n",
                    "modalities",
                    "audio",
                    "options",
                    "truncate",
                    "shift");

    /**
     * What changes neither the bill nor who learns of the conversation ({@code store}, {@code
     * metadata}, {@code service_tier} and {@code web_search_options} do).
     */
    private static final Set<String> OPENAI =
            Set.of("logit_bias", "parallel_tool_calls", "prompt_cache_key", "verbosity");

    /** Options that do not make Ollama load the model anew (source: its {@code api/types.go}). */
    private static final Set<String> OLLAMA =
            Set.of(
                    "min_p",
                    "typical_p",
                    "repeat_last_n",
                    "repeat_penalty",
                    "mirostat",
                    "mirostat_eta",
                    "mirostat_tau",
                    "penalize_newline");

    private PassedFields() {}

    /** What is passed on where nobody says. */
    public static Set<String> usual(UpstreamKind upstream) {
        return switch (upstream) {
            case OLLAMA -> OLLAMA;
            case OPENAI -> OPENAI;
        };
    }

    static ValueType<String> name() {
        var any = ValueType.text("a field's name", "[A-Za-z_][A-Za-z0-9_.-]{0,63}");
        return new ValueType<>(
                any.range(),
                false,
                (text, base) -> {
                    if (OURS.contains(text)) {
                        throw new WrongValueException(
                                "it is read here, and told in each server's words");
                    }
                    return any.parse(text, base);
                },
                any.format());
    }
}
