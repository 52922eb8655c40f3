package dev.understudy.server;

import dev.understudy.alert.AlertBoard;
import dev.understudy.alert.ServiceEvent;
import dev.understudy.alert.ToldAlert;
import dev.understudy.context.TokenCounter;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.jdbc.ConfiguredSources;
import dev.understudy.gateway.Background;
import dev.understudy.gateway.Gateway;
import dev.understudy.gateway.LearntModels;
import dev.understudy.gateway.ModelHealth;
import dev.understudy.gateway.Route;
import dev.understudy.gateway.Team;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.quota.Quota;
import dev.understudy.settings.ContextSettings;
import dev.understudy.settings.QuotaSettings;
import dev.understudy.settings.Secret;
import dev.understudy.settings.Settings;
import dev.understudy.store.JdbcLedger;
import dev.understudy.store.LedgerHealth;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.LogRotation;
import dev.understudy.store.PostgresLedger;
import dev.understudy.store.SqliteLedger;
import dev.understudy.store.UsageLog;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.http.HttpOptions;
import dev.understudy.upstream.ollama.OllamaOptions;
import dev.understudy.upstream.ollama.OllamaUpstream;
import dev.understudy.upstream.openai.OpenAiUpstream;
import dev.understudy.usage.Retention;
import dev.understudy.usage.UsageLedger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts list: what answers queries, made once and in order. The server puts HTTP in front of
 * it, the command line uses it as it is.
 */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** Conversations whose notices are remembered; some hundred bytes each. */
    private static final int CONVERSATIONS_REMEMBERED = 10_000;

    /** How often alerts that were held back are looked at: they have waited for minutes. */
    private static final long ALERTS_DUE_MILLIS = 10_000;

    /** How often old entries of the ledger are looked for; most often there are none. */
    private static final long ROLL_UP_EVERY_MILLIS = 60_000;

    /** After the start, where everything else begins first. */
    private static final long ROLL_UP_AFTER_MILLIS = 5_000;

    private final ServerConfig config;
    private final Vertx vertx;
    private final AlertBoard alerts;
    private final JdbcLedger ledger;
    private final DataSources sources;
    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final ModelHealth health;
    private final LearntModels learnt;
    private final Gateway gateway;
    private final Background background;

    private Parts(ServerConfig config, InstantSource instants, Consumer<ToldAlert> teller) {
        var ticker = SystemTime.ticker();
        this.config = config;
        this.alerts =
                new AlertBoard(
                        config.chain().models().stream().map(ModelProfile::id).toList(),
                        config.quota().onExceeded(),
                        ticker,
                        instants,
                        teller);
        this.ledger = openLedger(config, config.quota(), this::ledgerChanged);
        this.sources =
                ConfiguredSources.of(
                        config.settings(), ticker, instants, config.quota().calendar().zone());
        this.vertx = Vertx.vertx(vertxOptions());
        vertx.setPeriodic(ALERTS_DUE_MILLIS, _ -> alerts.tellDue());
        for (var upstream : config.upstreams()) {
            upstreams.put(upstream.name(), openUpstream(upstream, config, vertx, instants));
        }
        this.health = new ModelHealth(config.chain(), config.breakerLimits(), ticker, alerts);
        this.learnt = new LearntModels(config.mayLearn());
        this.gateway =
                new Gateway(
                        vertx,
                        routes(config, Agents.of(config, sources, instants)),
                        upstreams,
                        health,
                        learnt,
                        ledger,
                        new NoticeOnce(CONVERSATIONS_REMEMBERED),
                        config.gatewayOptions(),
                        TokenCounter.estimate(),
                        ticker,
                        instants,
                        alerts);
        this.background = new Background(gateway, config.chain(), config.backgroundOptions());
    }

    /**
     * Makes all parts.
     *
     * @throws dev.understudy.store.LedgerException where the ledger cannot be used
     */
    public static Parts assemble(ServerConfig config) {
        return assemble(config, _ -> {});
    }

    /**
     * The same, with somebody who hears of alerts, in their order; must not block.
     *
     * @throws dev.understudy.store.LedgerException where the ledger cannot be used
     */
    public static Parts assemble(ServerConfig config, Consumer<ToldAlert> teller) {
        return new Parts(config, SystemTime.instants(), teller);
    }

    /**
     * The ledger alone, for commands that only look.
     *
     * @throws dev.understudy.store.LedgerException where it cannot be used
     */
    public static JdbcLedger openLedger(ServerConfig config) {
        return openLedger(config, config.quota(), _ -> {});
    }

    /**
     * The same with the quota's limit as the servers on this ledger have it, where it shows: a
     * command may be run without the settings that they were started with.
     *
     * @throws dev.understudy.store.LedgerException where it cannot be used
     */
    public static JdbcLedger openLedgerAsServersDo(ServerConfig config) {
        var ledger = openLedger(config);
        var seen = ledger.limitSeen();
        if (seen.isEmpty() || seen.getAsLong() == config.quota().limit()) {
            return ledger;
        }
        ledger.close();
        return openLedger(config, config.quota().withLimit(seen.getAsLong()), _ -> {});
    }

    private static JdbcLedger openLedger(
            ServerConfig config, Quota quota, Consumer<LedgerHealth> onHealth) {
        var settings = config.settings();
        var options =
                new LedgerOptions(
                        settings.get(QuotaSettings.LEDGER_SYNC),
                        settings.get(QuotaSettings.TRACK_TOKEN_USAGE),
                        new Retention(settings.get(QuotaSettings.LEDGER_DETAIL_DAYS)),
                        Optional.of(usageLog(settings)),
                        onHealth);
        var instants = SystemTime.instants();
        var shared = settings.get(QuotaSettings.LEDGER_URL);
        return shared.isPresent()
                ? PostgresLedger.open(shared.get(), quota, instants, options)
                : SqliteLedger.open(config.ledgerFile(), quota, instants, options);
    }

    private static UsageLog usageLog(Settings settings) {
        var limits =
                new LogRotation.Limits(
                        settings.get(QuotaSettings.USAGE_LOG_MAX_BYTES),
                        settings.get(QuotaSettings.USAGE_LOG_KEPT_FILES));
        return new UsageLog(settings.get(QuotaSettings.USAGE_LOG_FILE), limits);
    }

    private void ledgerChanged(LedgerHealth health) {
        alerts.saw(
                switch (health) {
                    case LedgerHealth.Usable() -> new ServiceEvent.LedgerUsable();
                    case LedgerHealth.Unusable(var reason) ->
                            new ServiceEvent.LedgerUnusable(reason);
                });
    }

    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    private static Upstream openUpstream(
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

    /**
     * {@code chat} is the whole chain, {@code autogen-agents} the agents in front of it; a model by
     * its name is the chain from that model on.
     */
    private static Map<String, Route> routes(ServerConfig config, Team agents) {
        var chain = config.chain();
        var onExceeded = config.quota().onExceeded();
        var routes = new LinkedHashMap<String, Route>();
        for (int i = 0; i < chain.size(); i++) {
            var name = chain.get(i).id();
            var rest = new Chain(chain.models().subList(i, chain.size()));
            routes.put(name, Route.over(name, rest, config.executionLimits(), onExceeded));
        }
        var chat = Route.over(Route.CHAT, chain, config.executionLimits(), onExceeded);
        routes.put(Route.CHAT, chat);
        routes.put(Route.AGENTS, chat.withTeam(Route.AGENTS, agents));
        return routes;
    }

    /** The agents, but over one source of data and by another clock. */
    public Team agentsOver(DataSource source, InstantSource clock) {
        return Agents.of(config, new DataSources(List.of(source)), clock);
    }

    /** What questions about data are answered from. */
    public DataSources sources() {
        return sources;
    }

    public ServerConfig config() {
        return config;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Gateway gateway() {
        return gateway;
    }

    public ModelHealth health() {
        return health;
    }

    public LearntModels learnt() {
        return learnt;
    }

    /** What is done beside queries; a command that answers one question does not start it. */
    public Background background() {
        return background;
    }

    public UsageLedger ledger() {
        return ledger;
    }

    /** Rolls up the ledger's old entries from now on, until this is closed; for what runs long. */
    public void startRetention() {
        vertx.setPeriodic(ROLL_UP_AFTER_MILLIS, ROLL_UP_EVERY_MILLIS, _ -> rollUp());
    }

    private void rollUp() {
        ledger.rollUp()
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "The ledger's old entries were not rolled up: {}",
                                failure.toString());
                    }
                });
    }

    /** What the operator was told of. */
    public AlertBoard alerts() {
        return alerts;
    }

    /** Whether the ledger can count, as its last write has shown. */
    public boolean ledgerUsable() {
        return ledger.health() instanceof LedgerHealth.Usable;
    }

    /** Closes the connections first, so that nothing new is counted, then the ledger. Blocks. */
    @Override
    public void close() {
        background.close();
        upstreams.values().forEach(Upstream::close);
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The event loops did not stop in time: {}", e.toString());
        }
        sources.close();
        ledger.close();
    }
}
