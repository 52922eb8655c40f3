package dev.understudy.usage;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A ledger that forgets everything when the process ends: for embedders that count nothing over a
 * restart, and for tests. It keeps one window's warnings, two numbers per window, tallies of the
 * two latest windows and the latest attempts and queries, which is what its history shows; so it
 * stays small. Thread-safe.
 */
public final class InMemoryLedger implements UsageLedger {
    private static final String TOO_MANY =
            "more than %d users, keys and models cannot be counted in a window in memory"
                    .formatted(InMemoryTallies.MOST_TALLIES);

    private final Quota quota;
    private final InstantSource clock;
    private final InMemoryTallies tallies;
    private final InMemoryHistory history;
    private final Map<Long, AttemptStart> outstanding = new HashMap<>();
    private final Map<Instant, Long> usedByWindow = new HashMap<>();
    private final Map<Instant, Long> tokensByWindow = new HashMap<>();
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
        this.history = new InMemoryHistory(quota.calendar());
    }

    @Override
    public synchronized CompletionStage<Admission> reserve(AttemptStart attempt) {
        var window = quota.calendar().windowAt(attempt.at());
        var spent = tallies.standing(attempt.claim(), usedIn(window), window).spent();
        if (spent.isPresent()) {
            return completedFuture(new Admission.Spent(spent.get()));
        }
        if (!tallies.canCount(attempt.claim(), window)) {
            return completedFuture(new Admission.Unusable(TOO_MANY));
        }
        count(attempt, window, 1);
        tallies.add(attempt.claim(), window, 1, 0);
        // What it may cost keeps others out, but it is no use that anybody could be warned of.
        var standing = tallies.standing(attempt.claim(), usedIn(window), window);
        tallies.add(attempt.claim(), window, 0, attempt.expectedTokens());
        var reservation = new Reservation(++lastId);
        outstanding.put(reservation.id(), attempt);
        history.reserved(reservation, attempt);
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
        history.settled(reservation, attempt, end.usage());
        countTokens(attempt, end);
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
        history.released(reservation, attempt, end.usage());
        countTokens(attempt, end);
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
        history.recorded(++lastId, attempt, end.usage());
        countTokens(attempt, end);
        tallies.add(attempt.claim(), windowOf(attempt), 1, end.usage().totalTokens());
        return completedFuture(null);
    }

    private void countTokens(AttemptStart attempt, AttemptEnd end) {
        tokensByWindow.merge(windowOf(attempt).start(), end.usage().totalTokens(), Long::sum);
        tokensTotal += end.usage().totalTokens();
    }

    @Override
    public synchronized CompletionStage<Void> record(QueryEntry query) {
        if (history.add(query) && query.byFallback()) {
            fallbackCount++;
        }
        return completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<EndedQuery>> query(String queryId) {
        return completedFuture(history.query(queryId));
    }

    @Override
    public synchronized CompletionStage<UsageHistory> history(HistoryView view) {
        return completedFuture(history.view(view, clock.instant()));
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
        if (!tallies.canChange(change.limit(), window)) {
            return failedFuture(new IllegalStateException(TOO_MANY));
        }
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
