package dev.understudy.server;

import dev.understudy.settings.ContextSettings;
import dev.understudy.settings.Secret;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.ollama.OllamaOptions;
import dev.understudy.upstream.ollama.OllamaUpstream;
import dev.understudy.upstream.openai.OpenAiUpstream;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The servers of the models. */
final class ConfiguredUpstreams {
    private ConfiguredUpstreams() {}

    /** All of them, by their names in the chain; connects to nothing. */
    static Map<String, Upstream> open(ServerConfig config, Vertx vertx, InstantSource instants) {
        var upstreams = new LinkedHashMap<String, Upstream>();
        for (var upstream : config.upstreams()) {
            upstreams.put(upstream.name(), open(upstream, config, vertx, instants));
        }
        return upstreams;
    }

    private static Upstream open(
            UpstreamConfig upstream, ServerConfig config, Vertx vertx, InstantSource instants) {
        var http =
                upstream.key()
                        .map(Secret::reveal)
                        .map(HttpOptions.DEFAULT::withApiKey)
                        .orElse(HttpOptions.DEFAULT);
        return switch (upstream.kind()) {
            case OLLAMA -> {
                var numCtx = config.settings().get(ContextSettings.FALLBACK_NUM_CTX);
                var options = OllamaOptions.DEFAULT.with(http).withLocalNumCtx(numCtx);
                yield new OllamaUpstream(vertx, upstream.url(), options, instants);
            }
            case OPENAI -> new OpenAiUpstream(vertx, upstream.url(), http, instants);
        };
    }
}
