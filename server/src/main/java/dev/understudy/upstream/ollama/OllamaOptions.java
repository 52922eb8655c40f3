package dev.understudy.upstream.ollama;

import dev.understudy.upstream.http.HttpOptions;

/**
 * How an Ollama server is spoken to.
 *
 * @param http how it is reached, and the bounds of what is taken from it
 * @param localNumCtx {@code num_ctx} in tokens of every model that is not metered. One constant,
 *     because Ollama loads a model anew when it changes
 */
public record OllamaOptions(HttpOptions http, int localNumCtx) {

    /** 16,384 tokens. */
    public static final OllamaOptions DEFAULT = new OllamaOptions(HttpOptions.DEFAULT, 16_384);

    public OllamaOptions {
        if (localNumCtx < 256) {
            throw new IllegalArgumentException(
                    "local num_ctx must be at least 256, got " + localNumCtx);
        }
    }

    public OllamaOptions with(HttpOptions newHttp) {
        return new OllamaOptions(newHttp, localNumCtx);
    }

    public OllamaOptions withApiKey(String newApiKey) {
        return with(http.withApiKey(newApiKey));
    }

    public OllamaOptions withLocalNumCtx(int tokens) {
        return new OllamaOptions(http, tokens);
    }
}
