package dev.understudy.simulation;

import dev.understudy.execution.ExecutionLimits;
import dev.understudy.execution.ExecutionPolicy;
import dev.understudy.health.BreakerLimits;
import dev.understudy.health.CircuitBreaker;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.time.ManualTime;
import dev.understudy.usage.InMemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One random schedule: a chain, limits, a quota, a world that fails, and queries that come at
 * random moments and run beside each other. Now and then the wall clock jumps, or the process is
 * killed and starts again with its ledger. The very policy, joining of pieces, breaker, ledger and
 * notice rules of production run in it, on a clock that goes from event to event. The same seed
 * gives the same schedule.
 */
final class Schedule {
    private static final Instant START = Instant.parse("2026-03-28T20:00:00Z");

    final long seed;
    final RandomGenerator random;
    final ManualTime time = new ManualTime(START);
    final Chain chain;
    final ExecutionLimits limits;
    final ExecutionPolicy policy;
    final Quota quota;
    final InMemoryLedger ledger;
    final World world;
    final List<CircuitBreaker> breakers = new ArrayList<>();
    final ToldNotices told = new ToldNotices();
    final List<SimulatedQuery> queries = new ArrayList<>();
    final Map<Instant, Integer> reachedByWindow = new HashMap<>();
    NoticeOnce noticeOnce = new NoticeOnce(1_000);

    /** Tokens that the upstreams counted, of calls whose attempts have ended. */
    long tokensCharged;

    private final BreakerLimits breakerLimits;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long sequence;

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    Schedule(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.chain = randomChain();
        this.limits =
                new ExecutionLimits(
                        random.nextInt(1, 6),
                        Duration.ofMillis(random.nextInt(0, 4_000)),
                        random.nextInt(1, 4),
                        Duration.ofSeconds(random.nextInt(5, 400)),
                        random.nextInt(8) > 0,
                        random.nextInt(0, 5));
        var onExceeded = random.nextBoolean() ? OnExceeded.REJECT : OnExceeded.FALLBACK;
        this.policy = new ExecutionPolicy(chain, limits, onExceeded);
        this.quota =
                new Quota(
                        random.nextInt(0, 60),
                        0.8,
                        onExceeded,
                        new QuotaCalendar(random.nextInt(24), ZoneOffset.UTC));
        this.ledger = new InMemoryLedger(quota, time);
        this.world = new World(random, chain.size());
        this.breakerLimits =
                new BreakerLimits(
                        limits.fallbackAfter(),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(600),
                        Duration.ofSeconds(300));
        makeBreakers();
    }

    private void makeBreakers() {
        breakers.clear();
        chain.models().forEach(_ -> breakers.add(new CircuitBreaker(breakerLimits, time)));
    }

    private Chain randomChain() {
        int size = random.nextInt(1, 5);
        var models = new ArrayList<ModelProfile>();
        for (int i = 0; i < size; i++) {
            boolean metered = i == 0 || random.nextInt(4) == 0;
            models.add(
                    new ModelProfile(
                            "m" + i,
                            "ollama",
                            "m" + i,
                            metered,
                            8_192,
                            Set.of(Capability.values()),
                            metered ? ModelClocks.CLOUD : ModelClocks.LOCAL));
        }
        return new Chain(models);
    }

    /**
     * Runs all queries to their end and checks what must hold, then heals the world and checks the
     * return.
     */
    void run() {
        int count = random.nextInt(1, 25);
        for (int i = 0; i < count; i++) {
            int number = i;
            after(
                    Duration.ofMillis(random.nextInt(0, 900_000)),
                    () -> ask("conversation" + random.nextInt(4), number));
        }
        planTrouble();
        drain();
        check(
                queries.size() == count,
                () -> "%d queries came, %d were begun".formatted(count, queries.size()));
        checkReturn();
        queries.forEach(SimulatedQuery::checkEnded);
        checkTokens();
    }

    private void checkTokens() {
        long counted = ledger.summary().toCompletableFuture().join().tokensTotal();
        long told = queries.stream().mapToLong(SimulatedQuery::tokens).sum();
        check(
                counted == tokensCharged && told == tokensCharged,
                () ->
                        "the upstreams counted %d tokens, the ledger %d, the answers %d"
                                .formatted(tokensCharged, counted, told));
    }

    private void planTrouble() {
        for (int i = random.nextInt(3); i > 0; i--) {
            after(Duration.ofMillis(random.nextInt(0, 900_000)), this::jump);
        }
        if (random.nextInt(4) == 0) {
            after(Duration.ofMillis(random.nextInt(0, 900_000)), this::restart);
        }
    }

    /** By up to two days in either direction, as a wrong clock that is set right does. */
    private void jump() {
        time.jump(Duration.ofSeconds(random.nextInt(-172_800, 172_800)));
    }

    /**
     * Killed and started again: what ran is gone without a trace but its reservations, which the
     * ledger settles when it is opened again; breakers and what was told are new.
     */
    private void restart() {
        queries.forEach(SimulatedQuery::kill);
        makeBreakers();
        noticeOnce = new NoticeOnce(1_000);
        told.restart();
    }

    private SimulatedQuery ask(String conversation, int number) {
        var query =
                new SimulatedQuery(
                        this,
                        "q" + number,
                        conversation,
                        random.nextInt(4) == 0,
                        random.nextInt(5) > 0,
                        random.nextInt(3) > 0);
        queries.add(query);
        query.begin();
        if (random.nextInt(10) == 0) {
            after(Duration.ofMillis(random.nextInt(0, 60_000)), query::cancel);
        }
        return query;
    }

    /** Once the primary is well, the first query after its cool-down is answered by it. */
    private void checkReturn() {
        world.heal();
        time.advance(breakers.getFirst().status().retryIn());
        var window = quota.calendar().windowAt(time.instant());
        boolean placeLeft = ledger.quotaStatus().toCompletableFuture().join().remaining() > 0;
        var query = new SimulatedQuery(this, "last", "conversation0", false, true, true);
        queries.add(query);
        query.begin();
        drain();
        boolean sameWindow = window.contains(time.instant());
        if (placeLeft && sameWindow) {
            check(
                    query.outcome().wireName().equals("answered"),
                    () ->
                            "the primary was well and cooled down, but the query ended as %s"
                                    .formatted(query.outcome()));
        }
    }

    void after(Duration delay, Runnable action) {
        events.add(new Event(time.nanos() + delay.toNanos(), sequence++, action));
    }

    private void drain() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            if (event.at() > time.nanos()) {
                time.advance(Duration.ofNanos(event.at() - time.nanos()));
            }
            event.action().run();
            checkQuota();
        }
    }

    private void checkQuota() {
        var status = ledger.quotaStatus().toCompletableFuture().join();
        check(
                status.used() <= status.limit(),
                () -> "used %d of %d".formatted(status.used(), status.limit()));
        int reached = reachedByWindow.getOrDefault(status.window().start(), 0);
        check(
                reached <= status.used(),
                () ->
                        "the upstream saw %d metered attempts, the ledger counts %d"
                                .formatted(reached, status.used()));
    }

    void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError("seed %d: %s".formatted(seed, otherwise.get()));
        }
    }
}
