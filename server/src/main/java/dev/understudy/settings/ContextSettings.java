package dev.understudy.settings;

import static dev.understudy.settings.Group.CONTEXT;

import java.util.List;

/** How much a model reads and writes. */
public final class ContextSettings {
    public static final Setting<Integer> MAX_TOKENS =
            Setting.of(
                    "MAX_TOKENS",
                    CONTEXT,
                    ValueType.wholeNumber(1, 1_000_000),
                    "8000",
                    "The longest answer of a model, the original's (raised from 4000 for long"
                            + " answers); at most half of the model's window is used.");

    public static final Setting<Double> TEMPERATURE =
            Setting.of(
                    "TEMPERATURE",
                    CONTEXT,
                    ValueType.decimal("0", "2"),
                    "0.3",
                    "How freely a model chooses its words, the original's: low, for consistency.");

    public static final Setting<Integer> FALLBACK_NUM_CTX =
            Setting.of(
                    "FALLBACK_NUM_CTX",
                    CONTEXT,
                    ValueType.wholeNumber(512, 1_048_576),
                    "16384",
                    "The context window of a local model, at most the one it was trained with; one"
                            + " constant, since a change reloads the model and a huge one sinks it.");

    static final List<Setting<?>> ALL = List.of(MAX_TOKENS, TEMPERATURE, FALLBACK_NUM_CTX);

    private ContextSettings() {}
}
