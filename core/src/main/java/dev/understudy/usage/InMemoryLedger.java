package dev.understudy.usage;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.quota.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A ledger that forgets everything when the process ends: for embedders that count nothing over a
 * restart, and for tests. It keeps one window's warnings, two numbers per window and the latest
 * attempts and queries, which is what its history shows; so it stays small. Thread-safe.
 */
public final class InMemoryLedger implements UsageLedger {
    /** So many queries are remembered: enough to look one up that was just answered. */
    private static final int QUERIES_REMEMBERED = 1_000;

    /** So many attempts are in the history: those of the queries, and room for retries. */
    private static final int ATTEMPTS_REMEMBERED = 10_000;

    private final Quota quota;
    private final InstantSource clock;
    private final InMemoryTallies tallies;
    private final Map<Long, AttemptStart> outstanding = new HashMap<>();
    private final Map<Instant, Long> usedByWindow = new HashMap<>();
    private final Map<Instant, Long> tokensByWindow = new HashMap<>();
    private final Map<String, QueryEntry> queries = latest(QUERIES_REMEMBERED);
    private final Map<String, TokenUsage> tokensByQuery = latest(QUERIES_REMEMBERED);
    private final Map<Long, Remembered> attempts = latest(ATTEMPTS_REMEMBERED);
    private final Set<String> warned = new HashSet<>();
    private Instant warnedWindow = Instant.MIN;
    private long lastId;
    private long requestsTotal;
    private long tokensTotal;
    private long fallbackCount;

    public InMemoryLedger(Quota quota, InstantSource clock) {
        this.quota = quota;
        this.clock = clock;
        this.tallies = new InMemoryTallies(quota);
    }

    /**
     * An attempt for the history.
     *
     * @param requests 1 while it holds a place
     */
    private record Remembered(AttemptStart start, int requests, TokenUsage usage) {}

    private static <K, V> Map<K, V> latest(int bound) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > bound;
            }
        };
    }

    @Override
    public synchronized CompletionStage<Admission> reserve(AttemptStart attempt) {
        var window = quota.calendar().windowAt(attempt.at());
        var spent = tallies.standing(attempt.claim(), usedIn(window), window).spent();
        if (spent.isPresent()) {
            return completedFuture(new Admission.Spent(spent.get()));
        }
        count(attempt, window, 1);
        tallies.add(attempt.claim(), window, 1, 0);
        // What it may cost keeps others out, but it is no use that anybody could be warned of.
        var standing = tallies.standing(attempt.claim(), usedIn(window), window);
        tallies.add(attempt.claim(), window, 0, attempt.expectedTokens());
        var reservation = new Reservation(++lastId);
        outstanding.put(reservation.id(), attempt);
        attempts.put(
                reservation.id(),
                new Remembered(attempt, attempt.metered() ? 1 : 0, TokenUsage.NONE));
        return completedFuture(new Admission.Granted(reservation, standing));
    }

    private long usedIn(QuotaWindow window) {
        return usedByWindow.getOrDefault(window.start(), 0L);
    }

    private void count(AttemptStart attempt, QuotaWindow window, long places) {
        if (attempt.metered()) {
            usedByWindow.merge(window.start(), places, Long::sum);
            requestsTotal += places;
        }
    }

    @Override
    public synchronized CompletionStage<Void> settle(Reservation reservation, AttemptEnd end) {
        var attempt = outstanding.remove(reservation.id());
        if (attempt == null) {
            return endedBefore(reservation);
        }
        attempts.replace(
                reservation.id(), new Remembered(attempt, attempt.metered() ? 1 : 0, end.usage()));
        addTokens(attempt, end);
        tallies.add(attempt.claim(), windowOf(attempt), 0, tokensBeyondExpected(attempt, end));
        return completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> release(Reservation reservation, AttemptEnd end) {
        var attempt = outstanding.remove(reservation.id());
        if (attempt == null) {
            return endedBefore(reservation);
        }
        count(attempt, windowOf(attempt), -1);
        attempts.replace(reservation.id(), new Remembered(attempt, 0, end.usage()));
        addTokens(attempt, end);
        tallies.add(attempt.claim(), windowOf(attempt), -1, tokensBeyondExpected(attempt, end));
        return completedFuture(null);
    }

    private QuotaWindow windowOf(AttemptStart attempt) {
        return quota.calendar().windowAt(attempt.at());
    }

    private static long tokensBeyondExpected(AttemptStart attempt, AttemptEnd end) {
        return end.usage().totalTokens() - attempt.expectedTokens();
    }

    private static CompletionStage<Void> endedBefore(Reservation reservation) {
        return failedFuture(
                new IllegalStateException(
                        "reservation %d was ended before".formatted(reservation.id())));
    }

    @Override
    public synchronized CompletionStage<Void> record(AttemptStart attempt, AttemptEnd end) {
        attempts.put(++lastId, new Remembered(attempt, 0, end.usage()));
        addTokens(attempt, end);
        tallies.add(attempt.claim(), windowOf(attempt), 1, end.usage().totalTokens());
        return completedFuture(null);
    }

    private void addTokens(AttemptStart attempt, AttemptEnd end) {
        var window = quota.calendar().windowAt(attempt.at());
        tokensByWindow.merge(window.start(), end.usage().totalTokens(), Long::sum);
        tokensTotal += end.usage().totalTokens();
        tokensByQuery.merge(attempt.queryId(), end.usage(), TokenUsage::plus);
    }

    @Override
    public synchronized CompletionStage<Void> record(QueryEntry query) {
        if (queries.putIfAbsent(query.queryId(), query) == null) {
            fallbackCount += query.outcome().equals("answered_by_fallback") ? 1 : 0;
        }
        return completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<EndedQuery>> query(String queryId) {
        return completedFuture(
                Optional.ofNullable(queries.get(queryId))
                        .map(query ->
                                new EndedQuery(
                                        query,
                                        tokensByQuery.getOrDefault(queryId, TokenUsage.NONE))));
    }

    @Override
    public synchronized CompletionStage<UsageHistory> history(HistoryView view) {
        var sum = new HistorySum(view, quota.calendar(), clock.instant());
        for (var attempt : attempts.values()) {
            var usage = attempt.usage();
            sum.add(
                    quota.calendar().windowAt(attempt.start().at()).start(),
                    nameOf(attempt.start(), view.by()),
                    new UsageCounts(
                            attempt.requests(),
                            1,
                            0,
                            usage.promptTokens(),
                            usage.completionTokens(),
                            usage.estimated() ? 1 : 0,
                            0));
        }
        for (var query : queries.values()) {
            int fallbacks = query.outcome().equals("answered_by_fallback") ? 1 : 0;
            sum.add(
                    quota.calendar().windowAt(query.startedAt()).start(),
                    nameOf(query, view.by()),
                    new UsageCounts(0, 0, 1, 0, 0, 0, fallbacks));
        }
        return completedFuture(sum.history());
    }

    private UsageName nameOf(AttemptStart attempt, Optional<HistoryBy> by) {
        return by.map(it ->
                        switch (it) {
                            case MODEL -> named(attempt.model());
                            case USER -> named(attempt.user());
                            case TEAM -> named(attempt.team());
                            case OUTCOME ->
                                    Optional.ofNullable(queries.get(attempt.queryId()))
                                            .map(query -> named(query.outcome()))
                                            .orElse(new UsageName.Nameless());
                        })
                .orElse(new UsageName.Nameless());
    }

    private static UsageName nameOf(QueryEntry query, Optional<HistoryBy> by) {
        return by.map(it ->
                        switch (it) {
                            case MODEL ->
                                    query.model() == null
                                            ? new UsageName.Nameless()
                                            : named(query.model());
                            case USER -> named(query.user());
                            case TEAM -> named(query.team());
                            case OUTCOME -> named(query.outcome());
                        })
                .orElse(new UsageName.Nameless());
    }

    private static UsageName named(String name) {
        return name.isEmpty() ? new UsageName.Nameless() : new UsageName.Named(name);
    }

    @Override
    public synchronized CompletionStage<Boolean> claimWarning(String user, QuotaWindow window) {
        if (window.start().isBefore(warnedWindow)) {
            return completedFuture(false);
        }
        if (window.start().isAfter(warnedWindow)) {
            warnedWindow = window.start();
            warned.clear();
        }
        return completedFuture(warned.add(user));
    }

    @Override
    public synchronized CompletionStage<QuotaStatus> quotaStatus() {
        return completedFuture(status());
    }

    private QuotaStatus status() {
        var window = quota.calendar().windowAt(clock.instant());
        return tallies.status(usedIn(window), window);
    }

    @Override
    public synchronized CompletionStage<Standing> standing(Claim claim) {
        var window = quota.calendar().windowAt(clock.instant());
        return completedFuture(tallies.standing(claim, usedIn(window), window));
    }

    @Override
    public synchronized CompletionStage<LimitChanged> change(LimitChange change, KeyLimits keys) {
        var window = quota.calendar().windowAt(clock.instant());
        return completedFuture(tallies.change(change, keys, usedIn(window), window));
    }

    @Override
    public synchronized CompletionStage<UsageSummary> summary(KeyLimits keys) {
        var status = status();
        return completedFuture(
                new UsageSummary(
                        status,
                        tokensByWindow.getOrDefault(status.window().start(), 0L),
                        requestsTotal,
                        tokensTotal,
                        fallbackCount,
                        tallies.shown(status, keys)));
    }

    /** The latest are kept, however old they are. */
    @Override
    public Optional<Retention> retention() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
