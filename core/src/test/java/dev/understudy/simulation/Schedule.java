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
 * random moments. The very policy, breaker, ledger and notice rules of production run in it, on a
 * clock that jumps from event to event. The same seed gives the same schedule.
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
    final NoticeOnce noticeOnce = new NoticeOnce(1_000);
    final ToldNotices told = new ToldNotices();
    final List<SimulatedQuery> queries = new ArrayList<>();
    final Map<Instant, Integer> reachedByWindow = new HashMap<>();
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
                        Duration.ofSeconds(random.nextInt(5, 400)));
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
        var breakerLimits =
                new BreakerLimits(
                        limits.fallbackAfter(),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(600),
                        Duration.ofSeconds(300));
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
        drain();
        check(
                queries.size() == count,
                () -> "%d queries came, %d were begun".formatted(count, queries.size()));
        checkReturn();
        queries.forEach(SimulatedQuery::checkEnded);
    }

    private SimulatedQuery ask(String conversation, int number) {
        var query =
                new SimulatedQuery(
                        this,
                        "q" + number,
                        conversation,
                        random.nextInt(4) == 0,
                        random.nextInt(5) > 0);
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
        var query = new SimulatedQuery(this, "last", "conversation0", false, true);
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
