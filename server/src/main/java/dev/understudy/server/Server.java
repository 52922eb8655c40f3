package dev.understudy.server;

import dev.understudy.alert.ToldAlert;
import dev.understudy.auth.jwt.SignedUsers;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceState;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.Route;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.mail.Mailer;
import dev.understudy.mail.RetryDelays;
import dev.understudy.model.ModelProfile;
import dev.understudy.settings.FrontEndSettings;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.NoticeSettings;
import dev.understudy.settings.Secret;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import dev.understudy.web.ApiParts;
import dev.understudy.web.ApiServer;
import dev.understudy.web.ApiSettings;
import dev.understudy.web.FrontEndHeaders;
import dev.understudy.web.ModelOperation;
import dev.understudy.web.ModelStatus;
import dev.understudy.web.Queries;
import dev.understudy.web.ServiceStatus;
import dev.understudy.web.SourceStatus;
import dev.understudy.web.http.BodyRoom;
import dev.understudy.web.http.ConnectionLimits;
import dev.understudy.web.http.Origins;
import dev.understudy.web.http.WebAccess;
import dev.understudy.web.openai.ChatDefaults;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: the parts with HTTP in front of them. Thread-safe. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long running answers may go on when the server is told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Of the grace: answers that still run are ended, and their clients told so. */
    private static final Duration TO_SAY_SO = Duration.ofSeconds(1);

    /**
     * How much longer than a query may run a connection may say nothing; also more than the 15 s
     * after which Open WebUI's client drops idle connections, so that we never close one while a
     * request is on its way.
     */
    private static final Duration IDLE_BEYOND_QUERY = Duration.ofSeconds(50);

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
        var access = access(settings);
        McpParts.refuseTakenPath(settings);
        var mailer = mailer(config);
        var parts = Parts.assemble(config, alert -> tell(alert, mailer));
        credentials.directory().ifPresent(it -> it.tell(parts.alerts()));
        try {
            var api =
                    ApiServer.start(
                                    parts.vertx(),
                                    apiSettings(config, access),
                                    apiParts(parts, credentials))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS);
            parts.sources().all().forEach(source -> logged(status(source)));
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

    private static WebAccess access(Settings settings) {
        var origins = Origins.of(settings.get(ServerSettings.CORS_ORIGINS));
        return new WebAccess(ConfiguredTls.of(settings), origins);
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

    private static Optional<Mailer> mailer(ServerConfig config) {
        return ConfiguredMail.of(config.settings())
                .map(route ->
                        new Mailer(
                                route,
                                RetryDelays.DEFAULT,
                                SystemTime.instants(),
                                config.quota().calendar().zone()));
    }

    private static void tell(ToldAlert alert, Optional<Mailer> mailer) {
        AlertLog.write(alert);
        mailer.ifPresent(it -> it.accept(alert));
    }

    private static void logged(SourceStatus source) {
        if (source.detail().isEmpty()) {
            LOG.info("Source {} ({}): {}", source.name(), source.dialect(), source.state());
        } else {
            LOG.warn(
                    "Source {} ({}): {}: {}",
                    source.name(),
                    source.dialect(),
                    source.state(),
                    source.detail());
        }
    }

    private static ApiSettings apiSettings(ServerConfig config, WebAccess access) {
        var settings = config.settings();
        return new ApiSettings(
                settings.get(ServerSettings.MCP_SERVER_HOST),
                settings.get(ServerSettings.MCP_SERVER_PORT),
                Runtime.getRuntime().availableProcessors(),
                settings.get(ServerSettings.MAX_BODY_BYTES),
                settings.get(ServerSettings.HEARTBEAT_SECONDS),
                config.executionLimits().queryTimeout().plus(IDLE_BEYOND_QUERY),
                settings.get(NoticeSettings.NOTICE_CHANNEL),
                settings.get(NoticeSettings.SHOW_USAGE_LINE),
                new ChatDefaults(
                        config.temperature(), config.maxTokens(), config.chain().extraFields()),
                new FrontEndHeaders(
                        settings.get(FrontEndSettings.FRONT_END),
                        settings.get(FrontEndSettings.FORWARD_SESSION_INFO_HEADER_CHAT_ID),
                        settings.get(FrontEndSettings.FORWARD_USER_INFO_HEADER_USER_ID),
                        settings.get(FrontEndSettings.FORWARD_USER_INFO_HEADER_USER_EMAIL),
                        settings.get(FrontEndSettings.TASK_HEADER),
                        signedUsers(config)),
                access,
                connections(settings));
    }

    private static ConnectionLimits connections(Settings settings) {
        return ConnectionLimits.DEFAULT.withMost(
                OpenFiles.connections(settings.get(ServerSettings.MAX_CONNECTIONS)),
                settings.get(ServerSettings.MAX_CONNECTIONS_PER_ADDRESS));
    }

    private static Optional<SignedUsers> signedUsers(ServerConfig config) {
        var setting = FrontEndSettings.FORWARD_USER_INFO_HEADER_JWT_SECRET;
        try {
            var secret = config.settings().get(setting);
            if (secret.isPresent()
                    && secret.equals(config.settings().get(IdentitySettings.SECRET_KEY))) {
                throw new ConfigException(
                        "%s and SECRET_KEY are the same, so the front end could sign itself the tokens of an admin: choose another one"
                                .formatted(setting.key()));
            }
            return secret.map(Secret::reveal)
                    .map(SigningKey::of)
                    .map(key -> new SignedUsers(key, SystemTime.instants()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting.key() + " " + e.getMessage());
        }
    }

    private static ApiParts apiParts(Parts parts, ConfiguredCredentials credentials) {
        var ticker = SystemTime.ticker();
        long startedAt = ticker.nanos();
        var bodies = BodyRoom.ofHeap();
        return new ApiParts(
                new GatewayQueries(parts),
                parts.ledger(),
                () -> status(parts, Duration.ofNanos(ticker.nanos() - startedAt)),
                new Operation(parts),
                credentials.authenticator(),
                credentials.keys()::limits,
                credentials.logIns(),
                () -> UUID.randomUUID().toString(),
                SystemTime.instants(),
                ticker,
                bodies,
                List.of(McpParts.endpoint(parts, bodies)));
    }

    /** What the web side asks, answered by the gateway. */
    private record GatewayQueries(Parts parts) implements Queries {
        @Override
        public RunningQuery start(Query query, AnswerListener listener) {
            return parts.gateway().start(query, listener);
        }

        /** The last model that is not metered; where all are, the models without agents. */
        @Override
        public String taskRoute(String model) {
            return parts.config().chain().models().reversed().stream()
                    .filter(it -> !it.metered())
                    .map(ModelProfile::id)
                    .findFirst()
                    .orElse(model.equals(Route.AGENTS) ? Route.CHAT : model);
        }

        @Override
        public Optional<String> userOf(String queryId) {
            return parts.gateway().userOf(queryId);
        }

        @Override
        public List<String> models() {
            return List.copyOf(parts.gateway().routeNames());
        }
    }

    /** What the operator does to models, done by their breakers. */
    private record Operation(Parts parts) implements ModelOperation {
        @Override
        public Optional<ModelStatus> open(String id) {
            return named(id, parts.health()::open);
        }

        @Override
        public Optional<ModelStatus> reset(String id) {
            return named(id, parts.health()::reset);
        }

        private Optional<ModelStatus> named(String id, Consumer<ModelProfile> does) {
            var model =
                    parts.config().chain().models().stream()
                            .filter(it -> it.id().equals(id))
                            .findFirst();
            model.ifPresent(does);
            return model.map(it -> status(parts, it));
        }
    }

    private static ModelStatus status(Parts parts, ModelProfile model) {
        return new ModelStatus(
                parts.learnt().profile(model),
                parts.learnt().windowOrigin(model),
                parts.health().status(model),
                !parts.background().probesNext(model),
                parts.health().lastFailure(model));
    }

    private static ServiceStatus status(Parts parts, Duration uptime) {
        var models =
                parts.config().chain().models().stream()
                        .map(model -> status(parts, model))
                        .toList();
        return new ServiceStatus(
                Version.number(),
                uptime,
                models,
                parts.sources().all().stream().map(Server::status).toList(),
                parts.ledgerUsable(),
                parts.gateway().running(),
                parts.alerts().latest());
    }

    private static SourceStatus status(DataSource source) {
        var dialect = source.dialect().title();
        return switch (source.state()) {
            case SourceState.Usable() -> new SourceStatus(source.name(), dialect, "usable", "");
            case SourceState.Doubtful(var warning) ->
                    new SourceStatus(source.name(), dialect, "doubtful", warning);
            case SourceState.Down(var reason) ->
                    new SourceStatus(source.name(), dialect, "down", reason);
            case SourceState.Refused(var reason) ->
                    new SourceStatus(source.name(), dialect, "refused", reason);
        };
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
