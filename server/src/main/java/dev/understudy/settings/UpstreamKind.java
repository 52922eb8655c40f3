package dev.understudy.settings;

import java.util.Locale;

/** Which protocol an upstream speaks. */
public enum UpstreamKind {
    /** Ollama's own. */
    OLLAMA,
    /** The chat completions of OpenAI, as many servers offer them. */
    OPENAI;

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
