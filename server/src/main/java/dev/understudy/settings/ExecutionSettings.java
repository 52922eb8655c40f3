package dev.understudy.settings;

import static dev.understudy.settings.Group.EXECUTION;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How often and how long a query is tried, and when a model is left and asked again. */
public final class ExecutionSettings {
    public static final Setting<Integer> MAX_RETRIES_PER_QUERY =
            Setting.of(
                    "MAX_RETRIES_PER_QUERY",
                    EXECUTION,
                    ValueType.wholeNumber(1, 100),
                    "3",
                    "The most attempts for one query on all models together, the original's; the"
                            + " last one is kept for the last model.");

    public static final Setting<Duration> RETRY_DELAY_SECONDS =
            Setting.of(
                    "RETRY_DELAY_SECONDS",
                    EXECUTION,
                    ValueType.seconds("0", "3600"),
                    "2",
                    "The wait before the same model is tried again, times the number of the attempt,"
                            + " the original's; it lets the model recover.");

    public static final Setting<Integer> FALLBACK_AFTER_ATTEMPTS =
            Setting.of(
                    "FALLBACK_AFTER_ATTEMPTS",
                    EXECUTION,
                    ValueType.wholeNumber(1, 100),
                    "2",
                    "After how many failures a query leaves a model, and after how many in a row all"
                            + " queries do, the original's.");

    public static final Setting<Duration> FALLBACK_COOLDOWN_SECONDS =
            Setting.of(
                    "FALLBACK_COOLDOWN_SECONDS",
                    EXECUTION,
                    ValueType.seconds("0.01", "86400"),
                    "30",
                    "How long a failing model is left alone before one query tries it again; most"
                            + " disturbances are shorter.");

    public static final Setting<Duration> FALLBACK_COOLDOWN_MAX_SECONDS =
            Setting.of(
                    "FALLBACK_COOLDOWN_MAX_SECONDS",
                    EXECUTION,
                    ValueType.seconds("0.01", "86400"),
                    "600",
                    "Where the doubling of the cool-down stops; ten minutes after a long outage the"
                            + " model is back.");

    public static final Setting<Boolean> BACKGROUND_PROBES =
            Setting.of(
                    "BACKGROUND_PROBES",
                    EXECUTION,
                    ValueType.onOff(),
                    "true",
                    "Whether a failing model is looked at in the background before a query is let"
                            + " through to it; so users do not wait for one that is still away.");

    public static final Setting<Boolean> PROBE_WITH_PROMPT =
            Setting.of(
                    "PROBE_WITH_PROMPT",
                    EXECUTION,
                    ValueType.onOff(),
                    "false",
                    "Whether a metered model, too, is sent a prompt of one token in the background;"
                            + " it takes a place in the quota each time, so it is off.");

    public static final Setting<Boolean> WARM_FALLBACK =
            Setting.of(
                    "WARM_FALLBACK",
                    EXECUTION,
                    ValueType.onOff(),
                    "true",
                    "Whether the local fallback is loaded when the primary begins to fail; a model"
                            + " on disk keeps its first user waiting.");

    public static final Setting<Duration> CONNECT_TIMEOUT_SECONDS =
            Setting.of(
                    "CONNECT_TIMEOUT_SECONDS",
                    EXECUTION,
                    ValueType.seconds("0.01", "300"),
                    "5",
                    "How long a connection to an upstream may take; a server that is there accepts"
                            + " at once.");

    public static final Setting<Optional<Duration>> FIRST_TOKEN_TIMEOUT_SECONDS =
            Setting.of(
                            "FIRST_TOKEN_TIMEOUT_SECONDS",
                            EXECUTION,
                            clock(),
                            "",
                            "How long a model may take to its first token; a local model may be"
                                    + " loading.")
                    .whenUnset("45 for the primary, 180 for a local model");

    public static final Setting<Optional<Duration>> IDLE_TIMEOUT_SECONDS =
            Setting.of(
                            "IDLE_TIMEOUT_SECONDS",
                            EXECUTION,
                            clock(),
                            "",
                            "How long a model may be silent within its answer; even a slow one makes"
                                    + " a token in that time.")
                    .whenUnset("60");

    public static final Setting<Optional<Duration>> ATTEMPT_TIMEOUT_SECONDS =
            Setting.of(
                            "ATTEMPT_TIMEOUT_SECONDS",
                            EXECUTION,
                            clock(),
                            "",
                            "How long one attempt may take as a whole; short enough to leave the"
                                    + " query time for another.")
                    .whenUnset("240");

    public static final Setting<Optional<Duration>> QUERY_TIMEOUT_SECONDS =
            Setting.of(
                            "QUERY_TIMEOUT_SECONDS",
                            EXECUTION,
                            clock(),
                            "",
                            "How long a query may take with all its attempts; clients commonly give"
                                    + " up at 300.")
                    .whenUnset("280");

    public static final Setting<Midstream> MIDSTREAM =
            Setting.of(
                    "MIDSTREAM",
                    EXECUTION,
                    ValueType.oneOf(Midstream.class),
                    "continue",
                    "What happens when a model fails after the first visible text: the next model"
                            + " goes on from there, once, or the stream ends with an error chunk.");

    public static final Setting<Integer> MAX_CONTINUATIONS =
            Setting.of(
                    "MAX_CONTINUATIONS",
                    EXECUTION,
                    ValueType.wholeNumber(0, 20),
                    "3",
                    "How often an answer that reaches MAX_TOKENS is gone on with by the same model;"
                            + " four times MAX_TOKENS are a long report, and 0 marks the answer as"
                            + " cut at once.");

    static final List<Setting<?>> ALL =
            List.of(
                    MAX_RETRIES_PER_QUERY,
                    RETRY_DELAY_SECONDS,
                    FALLBACK_AFTER_ATTEMPTS,
                    FALLBACK_COOLDOWN_SECONDS,
                    FALLBACK_COOLDOWN_MAX_SECONDS,
                    BACKGROUND_PROBES,
                    PROBE_WITH_PROMPT,
                    WARM_FALLBACK,
                    CONNECT_TIMEOUT_SECONDS,
                    FIRST_TOKEN_TIMEOUT_SECONDS,
                    IDLE_TIMEOUT_SECONDS,
                    ATTEMPT_TIMEOUT_SECONDS,
                    QUERY_TIMEOUT_SECONDS,
                    MIDSTREAM,
                    MAX_CONTINUATIONS);

    private ExecutionSettings() {}

    private static ValueType<Optional<Duration>> clock() {
        return ValueType.seconds("0.01", "3600").optional();
    }
}
