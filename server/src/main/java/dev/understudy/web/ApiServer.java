package dev.understudy.web;

import dev.understudy.web.http.ConnectionWatch;
import dev.understudy.web.http.InvalidRequests;
import dev.understudy.web.idempotency.RepeatLimits;
import dev.understudy.web.idempotency.SharedAnswers;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server. Connections are spread over its event loops, and each stays on one. Thread-safe.
 */
public final class ApiServer {
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_LINE_BYTES = 8 * 1024;

    private final ApiSettings settings;
    private final ApiParts parts;
    private final Charts charts = new Charts();
    private final SharedAnswers sharedAnswers;
    private final ConnectionWatch watch;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    private ApiServer(ApiSettings settings, ApiParts parts) {
        this.settings = settings;
        this.parts = parts;
        this.sharedAnswers = new SharedAnswers(RepeatLimits.DEFAULT, parts.ticker());
        this.watch = new ConnectionWatch(settings.connections(), parts.bodies(), parts.ticker());
    }

    /** Listens; the future fails when the address cannot be had. */
    public static Future<ApiServer> start(Vertx vertx, ApiSettings settings, ApiParts parts) {
        var api = new ApiServer(settings, parts);
        api.watch.start(vertx);
        return vertx.deployVerticle(
                        api::onOneLoop, new DeploymentOptions().setInstances(settings.eventLoops()))
                .map(_ -> api);
    }

    private Deployable onOneLoop() {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                var server = vertx.createHttpServer(options());
                servers.add(server);
                var routes =
                        ApiRoutes.of(vertx, settings, parts, charts, sharedAnswers, () -> stopping);
                return server.connectionHandler(watch::opened)
                        .requestHandler(watch.before(vertx, routes))
                        .invalidRequestHandler(InvalidRequests::refuse)
                        .listen(address());
            }
        };
    }

    /** A free port, too, is one that all loops share. */
    private SocketAddress address() {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(1, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions();
        settings.access()
                .tls()
                .ifPresent(files ->
                        options.setSsl(true)
                                // HTTP/1.1 only: what a stream does when its client leaves, and
                                // how a refused body ends, was written and tested for that.
                                .setUseAlpn(false)
                                .setKeyCertOptions(
                                        new PemKeyCertOptions()
                                                .setCertPath(files.certificate().toString())
                                                .setKeyPath(files.key().toString())));
        return options.setIdleTimeout(Math.toIntExact(settings.idle().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setHttp2ClearTextEnabled(false);
    }

    /** Where it listens. */
    public int port() {
        return servers.getFirst().actualPort();
    }

    /**
     * Takes no more connections and says that it is not ready; what runs may go on for {@code
     * grace}, then it is cut off.
     */
    public Future<Void> stop(Duration grace) {
        stopping = true;
        return Future.all(servers.stream().map(server -> server.shutdown(grace)).toList())
                .mapEmpty();
    }
}
