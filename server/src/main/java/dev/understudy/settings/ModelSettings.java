package dev.understudy.settings;

import static dev.understudy.settings.Group.MODELS;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The primary, the fallback and where they are; longer chains are in {@link ModelEntry}. */
public final class ModelSettings {
    public static final Setting<URI> OLLAMA_HOST =
            Setting.of(
                    "OLLAMA_HOST",
                    MODELS,
                    UpstreamAddress.ollama(),
                    "http://localhost:11434",
                    "The Ollama server of the primary and the fallback, written as for Ollama itself;"
                            + " where Ollama listens when nothing else is said.");

    public static final Setting<Optional<Secret>> OLLAMA_API_KEY =
            Setting.of(
                            "OLLAMA_API_KEY",
                            MODELS,
                            ValueType.key().optional(),
                            "",
                            "Sent as bearer token to the Ollama server; needed only where it is"
                                    + " ollama.com itself, since a local server signs for its cloud"
                                    + " models.")
                    .whenUnset("no token is sent");

    public static final Setting<String> OLLAMA_MODEL =
            Setting.of(
                    "OLLAMA_MODEL",
                    MODELS,
                    name(),
                    "gpt-oss:120b-cloud",
                    "The primary model, the original's; its attempts are metered.");

    public static final Setting<ModelInfo> OLLAMA_MODEL_INFO =
            Setting.of(
                    "OLLAMA_MODEL_INFO",
                    MODELS,
                    ModelInfo.type(),
                    "{\"vision\": true, \"function_calling\": true, \"json_output\": true,"
                            + " \"family\": \"gpt-oss\", \"structured_output\": true}",
                    "What the primary can do, in the original's terms; what is not named stays as in"
                            + " the default.");

    public static final Setting<String> OLLAMA_FALLBACK_MODEL =
            Setting.of(
                    "OLLAMA_FALLBACK_MODEL",
                    MODELS,
                    name(),
                    "llama3.2:3b",
                    "The model that takes over, the original's: small enough for a machine without a"
                            + " graphics card; not metered.");

    public static final Setting<Boolean> ENABLE_FALLBACK =
            Setting.of(
                    "ENABLE_FALLBACK",
                    MODELS,
                    ValueType.onOff(),
                    "true",
                    "Whether another model takes over when the primary fails; a second-best answer"
                            + " is better than none.");

    public static final Setting<Boolean> OFFLINE_ANSWERS =
            Setting.of(
                    "OFFLINE_ANSWERS",
                    MODELS,
                    ValueType.onOff(),
                    "true",
                    "Whether what can be computed is answered when no model does; it says that no"
                            + " model was used.");

    static final List<Setting<?>> ALL =
            List.of(
                    OLLAMA_HOST,
                    OLLAMA_API_KEY,
                    OLLAMA_MODEL,
                    OLLAMA_MODEL_INFO,
                    OLLAMA_FALLBACK_MODEL,
                    ENABLE_FALLBACK,
                    OFFLINE_ANSWERS);

    private ModelSettings() {}

    /** Also the form of a model's {@code id}: it is an identifier in URLs, logs and metrics. */
    static ValueType<String> name() {
        return ValueType.text("a model's name without blanks", "[A-Za-z0-9._:/@+-]{1,200}");
    }
}
