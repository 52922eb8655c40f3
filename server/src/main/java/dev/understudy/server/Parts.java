package dev.understudy.server;

import dev.understudy.alert.AlertBoard;
import dev.understudy.alert.ServiceEvent;
import dev.understudy.alert.ToldAlert;
import dev.understudy.context.TokenCounter;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.gateway.Background;
import dev.understudy.gateway.Gateway;
import dev.understudy.gateway.LearntModels;
import dev.understudy.gateway.ModelHealth;
import dev.understudy.gateway.Team;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.store.JdbcLedger;
import dev.understudy.store.LedgerHealth;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.Upstream;
import dev.understudy.usage.UsageLedger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

    private final ServerConfig config;
    private final Vertx vertx;
    private final AlertBoard alerts;
    private final JdbcLedger ledger;
    private final DataSources sources;
    private final Map<String, Upstream> upstreams;
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
        this.ledger = ConfiguredLedger.open(config, config.quota(), this::ledgerChanged);
        this.sources =
                ConfiguredSources.of(
                        config.settings(), ticker, instants, config.quota().calendar().zone());
        this.vertx = Vertx.vertx(vertxOptions());
        vertx.setPeriodic(ALERTS_DUE_MILLIS, _ -> alerts.tellDue());
        this.upstreams = ConfiguredUpstreams.open(config, vertx, instants);
        this.health = new ModelHealth(config.chain(), config.breakerLimits(), ticker, alerts);
        this.learnt = new LearntModels(config.mayLearn());
        this.gateway =
                new Gateway(
                        vertx,
                        ConfiguredRoutes.of(config, Agents.of(config, sources, instants)),
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
        RollUpTimer.start(vertx, ledger);
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
