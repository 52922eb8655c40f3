package dev.understudy.upstream.http;

import dev.understudy.failure.CallFailure;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
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
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The connections to one server, shared by all of its models and bounded. What is sent with each
 * request is ours: no header of any client is passed on, and no redirect is followed, since it
 * would carry the key elsewhere. Thread-safe, apart from what {@link
 * dev.understudy.upstream.Upstream} says of event loops.
 */
public final class HttpConnections implements AutoCloseable {
    /**
     * Shorter than the idle limits of the usual proxies, so that no request is written to a
     * connection that its other end is about to close.
     */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpOptions options;
    private final HttpClient client;
    private final boolean tls;
    private final String host;
    private final int port;
    private final String basePath;
    private final MultiMap headers = HttpHeaders.headers();

    /**
     * Connects to nothing yet.
     *
     * @param base where the server is, such as {@code http://127.0.0.1:11434}
     * @param accept the content types that are asked for
     * @throws IllegalArgumentException when {@code base} is no such URL
     */
    public HttpConnections(Vertx vertx, URI base, String accept, HttpOptions options) {
        this.vertx = vertx;
        this.options = options;
        var scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        var name = base.getHost();
        if (!(scheme.equals("http") || scheme.equals("https"))
                || name == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of an upstream must look like http://127.0.0.1:11434 or https://ollama.com, without user, query or fragment");
        }
        this.tls = scheme.equals("https");
        this.host = name;
        this.port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        this.basePath = base.getRawPath().replaceFirst("/+$", "");
        headers.set("content-type", "application/json");
        headers.set("accept", accept);
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
    }

    /** The path of the server's address, without a slash at its end; empty where it has none. */
    public String basePath() {
        return basePath;
    }

    /**
     * Posts a body of JSON and reads the answer. The connect clock runs from here until a
     * connection is there to write to, new or used before.
     *
     * @param path from the root of the server
     * @param reader made for this call, to turn the lines of its answer into events
     */
    public UpstreamCall post(
            String path,
            String body,
            Duration connectClock,
            UpstreamListener listener,
            ResponseFailures failures,
            Function<AnswerEvents, AnswerReader> reader) {
        var call = new HttpCall(vertx.getOrCreateContext(), listener, failures, options, reader);
        call.start(client, target(HttpMethod.POST, path, connectClock), Buffer.buffer(body));
        return call;
    }

    /** A call that fails after this has returned, with nothing sent. */
    public UpstreamCall refuse(UpstreamListener listener, CallFailure failure) {
        var context = vertx.getOrCreateContext();
        var refused = new RefusedCall(listener, failure);
        context.runOnContext(_ -> refused.fail());
        return refused;
    }

    /**
     * Posts a body of JSON and takes the whole reply, which is short. From any thread; the stage
     * completes once, on an event loop, and never exceptionally.
     *
     * @param atMost from here to the end of the reply
     */
    public CompletionStage<HttpReply> ask(
            String path,
            String body,
            Duration connectClock,
            Duration atMost,
            ResponseFailures failures) {
        return new HttpQuestion(vertx, failures)
                .ask(
                        client,
                        target(HttpMethod.POST, path, connectClock),
                        Buffer.buffer(body),
                        atMost);
    }

    /** Gets the whole of what is at a path; else as {@link #ask}. */
    public CompletionStage<HttpReply> get(
            String path, Duration connectClock, Duration atMost, ResponseFailures failures) {
        return new HttpQuestion(vertx, failures)
                .ask(client, target(HttpMethod.GET, path, connectClock), Buffer.buffer(), atMost);
    }

    private RequestOptions target(HttpMethod method, String path, Duration connectClock) {
        return new RequestOptions()
                .setMethod(method)
                .setSsl(tls)
                .setHost(host)
                .setPort(port)
                .setURI(path)
                .setHeaders(headers)
                .setFollowRedirects(false)
                .setConnectTimeout(Math.max(1, connectClock.toMillis()));
    }

    /** Closes all connections; running calls fail. */
    @Override
    public void close() {
        client.close();
    }
}
