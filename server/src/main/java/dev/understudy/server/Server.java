package dev.understudy.server;

import dev.understudy.alert.ToldAlert;
import dev.understudy.mail.Mailer;
import dev.understudy.settings.ServerSettings;
import dev.understudy.time.SystemTime;
import dev.understudy.web.ApiParts;
import dev.understudy.web.ApiServer;
import dev.understudy.web.http.BodyRoom;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: the parts with HTTP in front of them. Thread-safe. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long running answers may go on when the server is told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Of the grace: answers that still run are ended, and their clients told so. */
    private static final Duration TO_SAY_SO = Duration.ofSeconds(1);

    /** A revoked key or token stops within this time; a look costs one call of the file system. */
    private static final long KEYS_LOOKED_AT_MILLIS = 1_000;

    private final Parts parts;
    private final ApiServer api;
    private final String scheme;
    private final String host;
    private final Optional<Mailer> mailer;
    private boolean closed;

    private Server(
            Parts parts, ApiServer api, String scheme, String host, Optional<Mailer> mailer) {
        this.parts = parts;
        this.api = api;
        this.scheme = scheme;
        this.host = host;
        this.mailer = mailer;
    }

    /**
     * Makes the parts and listens. Blocks until it serves.
     *
     * @throws ConfigException where it must not listen as configured, or cannot
     * @throws dev.understudy.store.LedgerException where the ledger cannot be used
     */
    public static Server start(ServerConfig config) {
        var settings = config.settings();
        var host = settings.get(ServerSettings.MCP_SERVER_HOST);
        var credentials = ConfiguredCredentials.of(settings);
        credentials.refuseOpenDoor(host);
        var access = ConfiguredApi.access(settings);
        ConfiguredMcp.refuseTakenPath(settings);
        var mailer = ConfiguredMail.mailer(config);
        var parts = Parts.assemble(config, alert -> tell(alert, mailer));
        credentials.directory().ifPresent(it -> it.tell(parts.alerts()));
        var status = new ServedStatus(parts, SystemTime.ticker());
        try {
            var api =
                    ApiServer.start(
                                    parts.vertx(),
                                    ConfiguredApi.of(config, access),
                                    apiParts(parts, credentials, status))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS);
            status.logSources();
            parts.background().start();
            watch(parts.vertx(), credentials);
            credentials.directory().ifPresent(WatchedDirectory::lookInBackground);
            parts.startRetention();
            mailer.ifPresent(it -> it.start(() -> ConfiguredMail.service(settings, api.port())));
            var scheme = access.tls().isPresent() ? "https" : "http";
            return new Server(parts, api, scheme, host, mailer);
        } catch (ExecutionException e) {
            parts.close();
            throw new ConfigException(
                    ListenTrouble.of(
                            host,
                            settings.get(ServerSettings.MCP_SERVER_PORT),
                            e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException | InterruptedException e) {
            parts.close();
            throw new IllegalStateException("the HTTP server did not start in time", e);
        }
    }

    /** Ends with the event loops. */
    private static void watch(Vertx vertx, ConfiguredCredentials credentials) {
        vertx.setPeriodic(
                KEYS_LOOKED_AT_MILLIS,
                _ -> {
                    Thread.ofVirtual().name("keys").start(credentials.keys()::look);
                    Thread.ofVirtual().name("revocations").start(credentials.revocations()::look);
                });
    }

    private static void tell(ToldAlert alert, Optional<Mailer> mailer) {
        AlertLog.write(alert);
        mailer.ifPresent(it -> it.accept(alert));
    }

    private static ApiParts apiParts(
            Parts parts, ConfiguredCredentials credentials, ServedStatus status) {
        var bodies = BodyRoom.ofHeap();
        return new ApiParts(
                new ServedQueries(parts),
                parts.ledger(),
                status,
                new ServedModels(parts),
                credentials.authenticator(),
                credentials.keys()::limits,
                credentials.logIns(),
                () -> UUID.randomUUID().toString(),
                SystemTime.instants(),
                SystemTime.ticker(),
                bodies,
                List.of(ConfiguredMcp.endpoint(parts, bodies)));
    }

    /** Where it listens: {@code http://HOST:PORT}, or {@code https://...}. */
    public String url() {
        return "%s://%s:%d"
                .formatted(scheme, host.contains(":") ? "[" + host + "]" : host, api.port());
    }

    /**
     * Lets running answers end for a while, then closes everything: the ledger after what it
     * counts, and the mailer last. Blocks.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        LOG.info("Stopping: {} queries are running", parts.gateway().running());
        parts.background().close();
        long lastMoments = GRACE.minus(TO_SAY_SO).toMillis();
        parts.vertx().setTimer(lastMoments, _ -> parts.gateway().cancelAll());
        try {
            api.stop(GRACE)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(GRACE.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The HTTP server did not stop in order: {}", e.toString());
        }
        parts.close();
        mailer.ifPresent(Mailer::close);
        LOG.info("Stopped");
    }
}
