package dev.understudy.upstream.openai;

import dev.understudy.chat.ChatRequest;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import dev.understudy.upstream.WarmUp;
import dev.understudy.upstream.http.HttpConnections;
import dev.understudy.upstream.http.HttpOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * A server that speaks OpenAI's chat completions: OpenAI itself, a provider that offers the same,
 * or vLLM, llama.cpp, LM Studio and their like. Thread-safe, apart from what {@link Upstream} says
 * of event loops.
 */
public final class OpenAiUpstream implements Upstream {
    private static final String CHAT = "/chat/completions";

    /** {@code /v1}, but also {@code /v1beta/openai} and {@code /api/paas/v4}, as some have it. */
    private static final Pattern VERSIONED = Pattern.compile("(.*/)?v\\d+[a-z0-9]*(/.*)?");

    private final HttpConnections connections;
    private final String apiPath;
    private final OpenAiFailures failures;
    private final OpenAiModels models;

    /**
     * Connects to nothing yet.
     *
     * @param base where the server is, with or without the version of its API: {@code
     *     https://api.example.com} means {@code https://api.example.com/v1}. A path that names a
     *     version is taken as it is
     * @param dates to read a {@code Retry-After} that is a date
     * @throws IllegalArgumentException when {@code base} is no such URL
     */
    public OpenAiUpstream(Vertx vertx, URI base, HttpOptions options, InstantSource dates) {
        this.connections =
                new HttpConnections(vertx, base, "text/event-stream, application/json", options);
        this.apiPath = apiPath(connections.basePath());
        this.failures = new OpenAiFailures(dates);
        this.models = new OpenAiModels(connections, apiPath, failures);
    }

    /** Where the API is, for the path of a base address; also for that of the chat itself. */
    static String apiPath(String basePath) {
        if (basePath.endsWith(CHAT)) {
            return basePath.substring(0, basePath.length() - CHAT.length());
        }
        return VERSIONED.matcher(basePath).matches() ? basePath : basePath + "/v1";
    }

    @Override
    public UpstreamCall send(ModelProfile model, ChatRequest request, UpstreamListener listener) {
        String body;
        try {
            body = OpenAiRequest.json(model, request);
        } catch (IllegalArgumentException | JacksonException _) {
            return connections.refuse(listener, new CallFailure.InvalidRequest(400));
        }
        return connections.post(
                apiPath + CHAT,
                body,
                model.clocks().connect(),
                listener,
                failures,
                events -> new OpenAiAnswer(events, () -> "call_" + UUID.randomUUID()));
    }

    @Override
    public CompletionStage<ModelLook> look(ModelProfile model) {
        return models.look(model);
    }

    /** The protocol has no way to load a model: its servers load what they serve by themselves. */
    @Override
    public CompletionStage<WarmUp> warm(ModelProfile model) {
        return CompletableFuture.completedStage(new WarmUp.NothingToLoad());
    }

    @Override
    public void close() {
        connections.close();
    }
}
