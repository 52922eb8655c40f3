package dev.understudy.upstream.ollama;

import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HostileServerContract;
import dev.understudy.upstream.http.HttpOptions;
import io.vertx.core.Vertx;
import java.net.URI;

class OllamaHostileServerTest extends HostileServerContract {
    @Override
    protected Upstream upstream(Vertx vertx, URI base, HttpOptions options) {
        return new OllamaUpstream(
                vertx, base, OllamaOptions.DEFAULT.with(options), SystemTime.instants());
    }

    @Override
    protected String contentType() {
        return "application/x-ndjson";
    }

    @Override
    protected String says(String text) {
        return "{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"done\":false}"
                .formatted(text);
    }

    @Override
    protected String done() {
        return "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"eval_count\":1}";
    }
}
