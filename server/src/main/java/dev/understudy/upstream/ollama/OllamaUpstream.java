package dev.understudy.upstream.ollama;

import dev.understudy.chat.ChatRequest;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import dev.understudy.upstream.WarmUp;
import dev.understudy.upstream.http.HttpConnections;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;

/**
 * An Ollama server, spoken to in its native protocol: a local one, one that hands on to Ollama's
 * cloud, or ollama.com itself. Thread-safe, apart from what {@link Upstream} says of event loops.
 */
public final class OllamaUpstream implements Upstream {
    private final HttpConnections connections;
    private final OllamaFailures failures;
    private final OllamaModels models;

    /**
     * Connects to nothing yet.
     *
     * @param base where the server is, such as {@code http://127.0.0.1:11434}; a path in it is kept
     * @param dates to read a {@code Retry-After} that is a date
     * @throws IllegalArgumentException when {@code base} is no such URL
     */
    public OllamaUpstream(Vertx vertx, URI base, OllamaOptions options, InstantSource dates) {
        this.connections = new HttpConnections(vertx, base, "application/x-ndjson", options.http());
        this.failures = new OllamaFailures(dates);
        this.models = new OllamaModels(connections, failures, options.localNumCtx());
    }

    @Override
    public UpstreamCall send(ModelProfile model, ChatRequest request, UpstreamListener listener) {
        String body;
        try {
            body = OllamaRequest.json(model, request, models.numCtx(model));
        } catch (IllegalArgumentException | JacksonException _) {
            return connections.refuse(listener, new CallFailure.InvalidRequest(400));
        }
        return connections.post(
                connections.basePath() + "/api/chat",
                body,
                model.clocks().connect(),
                listener,
                failures,
                events -> new OllamaAnswer(events, () -> "call_" + UUID.randomUUID()));
    }

    @Override
    public CompletionStage<ModelLook> look(ModelProfile model) {
        return models.look(model);
    }

    /** A metered model is in the cloud, where it is loaded or not as others please. */
    @Override
    public CompletionStage<WarmUp> warm(ModelProfile model) {
        return model.metered()
                ? CompletableFuture.completedStage(new WarmUp.NothingToLoad())
                : models.warm(model);
    }

    @Override
    public void close() {
        connections.close();
    }
}
