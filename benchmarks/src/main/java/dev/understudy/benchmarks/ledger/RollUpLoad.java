package dev.understudy.benchmarks.ledger;

import dev.understudy.benchmarks.measure.Sample;
import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.store.JdbcLedger;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.SqliteLedger;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Retention;
import dev.understudy.usage.Trail;
import dev.understudy.usage.TrailEntry;
import dev.understudy.usage.TrailEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Reservations one after the other, alone and while old entries are rolled up beside them. */
final class RollUpLoad {
    /** Entries on their way while old ones are made; less than the writer's queue holds. */
    private static final int MADE_AT_ONCE = 1_000;

    /** Between two reservations: so many are measured, and the writer is idle between them. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private static final int DAYS = 20;
    private static final int USERS = 50;

    private final Ticker ticker = SystemTime.ticker();
    private final Instant now = SystemTime.instants().instant();
    private final JdbcLedger ledger;

    private RollUpLoad(JdbcLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param alone milliseconds of reservations without a roll-up
     * @param beside milliseconds of those beside one
     * @param rolledUp queries and attempts
     * @param seconds how long rolling them up took
     */
    record Measured(Sample alone, Sample beside, long rolledUp, double seconds) {
        double perSecond() {
            return rolledUp / seconds;
        }
    }

    /** Rolls up so many old queries, each of one attempt. */
    static Measured run(int queries) throws Exception {
        try (var home = LedgerHome.make();
                var ledger =
                        SqliteLedger.open(
                                home.file(),
                                LedgerHome.QUOTA,
                                SystemTime.instants(),
                                LedgerOptions.DEFAULT)) {
            return new RollUpLoad(ledger).measure(queries);
        }
    }

    private Measured measure(int queries) throws Exception {
        makeOld(queries);
        List<Double> alone = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            alone.add(reserve());
        }
        List<Double> beside = new ArrayList<>();
        long began = ticker.nanos();
        var rounds = rounds(0);
        while (!rounds.isDone()) {
            beside.add(reserve());
        }
        double seconds = (ticker.nanos() - began) / 1e9;
        return new Measured(sample(alone), sample(beside), rounds.get(), seconds);
    }

    private static Sample sample(List<Double> values) {
        return Sample.of(values.stream().mapToDouble(it -> it).toArray());
    }

    /** Round after round without the minute between them, until nothing is left. */
    private CompletableFuture<Long> rounds(long before) {
        return ledger.rollUp()
                .toCompletableFuture()
                .thenCompose(entries ->
                        entries == 0
                                ? CompletableFuture.completedFuture(before)
                                : rounds(before + entries));
    }

    private double reserve() throws Exception {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        long began = ticker.nanos();
        var admission =
                ledger.reserve(LedgerHome.attempt(UUID.randomUUID().toString(), now))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        double millis = (ticker.nanos() - began) / 1e6;
        if (!(admission instanceof Admission.Granted(var reservation, var _))) {
            throw new IllegalStateException("a place was refused: " + admission);
        }
        ledger.settle(reservation, LedgerHome.ended(now))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return millis;
    }

    private void makeOld(int queries) {
        var first = now.minus(Duration.ofDays(Retention.DEFAULT.detailDays() + DAYS + 1L));
        List<CompletionStage<Void>> made = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            var at = first.plus(Duration.ofDays((long) i * DAYS / queries));
            var user = "user" + i % USERS;
            var id = UUID.randomUUID().toString();
            made.add(
                    ledger.record(
                            new AttemptStart(id, 1, "local", false, user, "chat", at),
                            LedgerHome.ended(at)));
            made.add(
                    ledger.record(
                            new QueryEntry(
                                    id,
                                    user,
                                    "c",
                                    "chat",
                                    "answered",
                                    "local",
                                    1,
                                    at,
                                    at,
                                    trail())));
            if (made.size() >= MADE_AT_ONCE) {
                made.forEach(it -> it.toCompletableFuture().join());
                made.clear();
            }
        }
        made.forEach(it -> it.toCompletableFuture().join());
    }

    /** As long as that of a query that went well. */
    private static Trail trail() {
        return new Trail(
                List.of(
                        new TrailEntry(1, new TrailEvent.AttemptBegan(1, "local", false)),
                        new TrailEntry(
                                900,
                                new TrailEvent.AttemptEnded(
                                        1, "local", "ok", new TokenUsage(900, 300, false))),
                        new TrailEntry(901, new TrailEvent.Stopped("answered", null))));
    }
}
