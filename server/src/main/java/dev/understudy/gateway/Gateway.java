package dev.understudy.gateway;

import dev.understudy.alert.ServiceWatch;
import dev.understudy.context.HistoryTrimmer;
import dev.understudy.context.TokenCounter;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.time.Ticker;
import dev.understudy.upstream.Upstream;
import dev.understudy.usage.UsageLedger;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers queries: bounded, by the first model of the route's chain that can, counted, and with
 * notices. Thread-safe; a query is to be started on the event loop that its listener lives on.
 */
public final class Gateway {
    private final Vertx vertx;
    private final Map<String, Route> routes;
    private final Map<String, Upstream> upstreams;
    private final ModelHealth health;
    private final LearntModels learnt;
    private final UsageLedger ledger;
    private final NoticeOnce noticeOnce;
    private final GatewayOptions options;
    private final TokenCounter counter;
    private final HistoryTrimmer trimmer;
    private final Ticker ticker;
    private final InstantSource instants;
    private final ServiceWatch watch;
    private final QueryPlaces places;
    private final Set<QueryRun> runs = ConcurrentHashMap.newKeySet();

    /**
     * @param routes by name
     * @param upstreams by the name that model profiles call them
     * @param watch is told what the ledger says to attempts, and how queries end
     */
    public Gateway(
            Vertx vertx,
            Map<String, Route> routes,
            Map<String, Upstream> upstreams,
            ModelHealth health,
            LearntModels learnt,
            UsageLedger ledger,
            NoticeOnce noticeOnce,
            GatewayOptions options,
            TokenCounter counter,
            Ticker ticker,
            InstantSource instants,
            ServiceWatch watch) {
        this.vertx = vertx;
        this.routes = Map.copyOf(routes);
        this.upstreams = Map.copyOf(upstreams);
        this.health = health;
        this.learnt = learnt;
        this.ledger = ledger;
        this.noticeOnce = noticeOnce;
        this.options = options;
        this.counter = counter;
        this.trimmer = new HistoryTrimmer(counter);
        this.ticker = ticker;
        this.instants = instants;
        this.watch = watch;
        this.places =
                new QueryPlaces(
                        options.maxConcurrentQueries(), options.maxConcurrentQueriesPerUser());
    }

    /**
     * Starts a query. The listener is never called from inside this method.
     *
     * @throws IllegalArgumentException for a route that does not exist
     */
    public RunningQuery start(Query query, AnswerListener listener) {
        var route = routes.get(query.route());
        if (route == null) {
            throw new IllegalArgumentException("no route named " + query.route());
        }
        return start(route, query, listener);
    }

    private RunningQuery start(Route route, Query query, AnswerListener listener) {
        var run = new QueryRun(this, vertx.getOrCreateContext(), route, query, listener);
        boolean admitted = places.enter(query.user());
        if (admitted) {
            runs.add(run);
        }
        run.start(admitted);
        return run;
    }

    /**
     * The same for a team that stands behind no route: it works with the whole chain.
     *
     * @throws IllegalArgumentException where there is no route to the chain
     */
    public RunningQuery start(Query query, Team team, AnswerListener listener) {
        var chat = routes.get(Route.CHAT);
        if (chat == null) {
            throw new IllegalArgumentException("no route named " + Route.CHAT);
        }
        return start(chat.withTeam(query.route(), team), query, listener);
    }

    /** Ends what still runs: the server stops. Each client is told so. */
    public void cancelAll() {
        runs.forEach(run -> run.context().runOnContext(_ -> run.cancel()));
    }

    /** The names that can be asked for. */
    public List<String> routeNames() {
        return routes.keySet().stream().sorted().toList();
    }

    /** Queries that are running now. */
    public int running() {
        return places.running();
    }

    /** Whom the query of this id is for, where it is running now. */
    public Optional<String> userOf(String queryId) {
        return runs.stream()
                .filter(run -> run.id().equals(queryId))
                .map(QueryRun::user)
                .findFirst();
    }

    void left(QueryRun run, Query query) {
        runs.remove(run);
        places.leave(query.user());
    }

    Upstream upstreamOf(ModelProfile model) {
        var upstream = upstreams.get(model.upstream());
        if (upstream == null) {
            throw new IllegalArgumentException(
                    "the model %s names an upstream that does not exist: %s"
                            .formatted(model.id(), model.upstream()));
        }
        return upstream;
    }

    Vertx vertx() {
        return vertx;
    }

    ModelHealth health() {
        return health;
    }

    LearntModels learnt() {
        return learnt;
    }

    UsageLedger ledger() {
        return ledger;
    }

    NoticeOnce noticeOnce() {
        return noticeOnce;
    }

    GatewayOptions options() {
        return options;
    }

    TokenCounter counter() {
        return counter;
    }

    HistoryTrimmer trimmer() {
        return trimmer;
    }

    Ticker ticker() {
        return ticker;
    }

    InstantSource instants() {
        return instants;
    }

    ServiceWatch watch() {
        return watch;
    }
}
