package dev.understudy.upstream.ollama;

import dev.understudy.chat.ChatRequest;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.ModelLook;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import dev.understudy.upstream.WarmUp;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JacksonException;

/**
 * An Ollama server, spoken to in its native protocol: a local one, one that hands on to Ollama's
 * cloud, or ollama.com itself. The connections are shared by all models and bounded; no header of
 * any client is passed on. Thread-safe, apart from what {@link Upstream} says of event loops.
 */
public final class OllamaUpstream implements Upstream {
    /**
     * Shorter than the idle limits of the usual proxies, so that no request is written to a
     * connection that its other end is about to close.
     */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final OllamaOptions options;
    private final OllamaFailures failures;
    private final HttpClient client;
    private final boolean tls;
    private final String host;
    private final int port;
    private final String path;
    private final MultiMap headers = HttpHeaders.headers();
    private final OllamaModels models;

    /**
     * Connects to nothing yet.
     *
     * @param base where the server is, such as {@code http://127.0.0.1:11434}; a path in it is kept
     * @param dates to read a {@code Retry-After} that is a date
     * @throws IllegalArgumentException when {@code base} is no such URL
     */
    public OllamaUpstream(Vertx vertx, URI base, OllamaOptions options, InstantSource dates) {
        this.vertx = vertx;
        this.options = options;
        this.failures = new OllamaFailures(dates);
        var scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        var name = base.getHost();
        if (!(scheme.equals("http") || scheme.equals("https"))
                || name == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of Ollama must look like http://127.0.0.1:11434 or https://ollama.com, without user, query or fragment");
        }
        this.tls = scheme.equals("https");
        this.host = name;
        this.port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        this.path = base.getRawPath().replaceFirst("/+$", "");
        headers.set("content-type", "application/json");
        headers.set("accept", "application/x-ndjson");
        headers.set("user-agent", "understudy");
        if (options.apiKey() != null) {
            headers.set("authorization", "Bearer " + options.apiKey());
        }
        this.client =
                vertx.httpClientBuilder()
                        .with(
                                new HttpClientOptions()
                                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                                        .setTcpNoDelay(true)
                                        .setKeepAlive(true)
                                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                                        .setDecompressionSupported(false))
                        .with(
                                new PoolOptions()
                                        .setHttp1MaxSize(options.mostConnections())
                                        .setMaxWaitQueueSize(options.mostWaiting()))
                        // The call on a connection hears of its end by itself.
                        .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                        .build();
        this.models =
                new OllamaModels(vertx, client, this::target, failures, options.localNumCtx());
    }

    /**
     * The connect clock runs from here until a connection is there to write to, new or used before.
     */
    @Override
    public UpstreamCall send(ModelProfile model, ChatRequest request, UpstreamListener listener) {
        var call = new OllamaCall(vertx.getOrCreateContext(), listener, failures, options);
        try {
            var body = OllamaRequest.json(model, request, models.numCtx(model));
            call.start(client, target("/api/chat", model), Buffer.buffer(body));
        } catch (IllegalArgumentException | JacksonException _) {
            call.refuse(new CallFailure.InvalidRequest(400));
        }
        return call;
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

    private RequestOptions target(String resource, ModelProfile model) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(tls)
                .setHost(host)
                .setPort(port)
                .setURI(path + resource)
                .setHeaders(headers)
                .setFollowRedirects(false)
                .setConnectTimeout(Math.max(1, model.clocks().connect().toMillis()));
    }

    @Override
    public void close() {
        client.close();
    }
}
