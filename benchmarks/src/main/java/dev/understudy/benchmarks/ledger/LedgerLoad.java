package dev.understudy.benchmarks.ledger;

import dev.understudy.quota.Admission;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import dev.understudy.usage.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Clients that reserve a place, settle it and begin anew, each waiting for every commit, as queries
 * do: on two threads that stand for event loops, to which each answer of the ledger hops back.
 */
final class LedgerLoad {
    private static final int LOOPS = 2;
    private static final String LOOP = "bench-loop-";

    /** The one thread that writes; its name is the server's. */
    private static final String WRITER = "ledger";

    private final UsageLedger ledger;
    private final Ticker ticker = SystemTime.ticker();
    private final Instant now = SystemTime.instants().instant();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final LongAdder settled = new LongAdder();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private LedgerLoad(UsageLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param perSecond attempts that were reserved and settled
     * @param writerMicros CPU time of the ledger's thread for each
     * @param callerMicros CPU time of the loops for each: both calls, and what is done with answers
     */
    record Measured(double perSecond, double writerMicros, double callerMicros) {}

    /** Loads a ledger for so long; what came before {@code warm} is not measured. */
    static Measured run(UsageLedger ledger, int clients, Duration warm, Duration measured)
            throws Exception {
        return new LedgerLoad(ledger).run(clients, warm, measured);
    }

    private Measured run(int clients, Duration warm, Duration measured) throws Exception {
        List<ExecutorService> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            loops.add(
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name(LOOP + i).factory()));
        }
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                var client = new Client(loops.get(i % LOOPS));
                running.add(client.done);
                client.loop.execute(client::next);
            }
            TimeUnit.NANOSECONDS.sleep(warm.toNanos());
            long began = ticker.nanos();
            long before = settled.sum();
            long writer = ThreadCosts.nanosOf(WRITER::equals);
            long callers = ThreadCosts.nanosOf(name -> name.startsWith(LOOP));
            TimeUnit.NANOSECONDS.sleep(measured.toNanos());
            long attempts = settled.sum() - before;
            writer = ThreadCosts.nanosOf(WRITER::equals) - writer;
            callers = ThreadCosts.nanosOf(name -> name.startsWith(LOOP)) - callers;
            double seconds = (ticker.nanos() - began) / 1e9;
            stop.set(true);
            CompletableFuture.anyOf(
                            failure,
                            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)))
                    .get(30, TimeUnit.SECONDS);
            return new Measured(
                    attempts / seconds, writer / 1e3 / attempts, callers / 1e3 / attempts);
        } finally {
            stop.set(true);
            loops.forEach(ExecutorService::shutdown);
        }
    }

    private final class Client {
        private final ExecutorService loop;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Client(ExecutorService loop) {
            this.loop = loop;
        }

        private void next() {
            if (stop.get()) {
                done.complete(null);
                return;
            }
            ledger.reserve(LedgerHome.attempt(UUID.randomUUID().toString(), now))
                    .whenCompleteAsync((admission, _) -> reserved(admission), loop);
        }

        private void reserved(Admission admission) {
            if (admission instanceof Admission.Granted(var reservation, var _)) {
                ledger.settle(reservation, LedgerHome.ended(now))
                        .whenCompleteAsync((_, trouble) -> settled(trouble), loop);
            } else {
                failure.completeExceptionally(
                        new IllegalStateException("a place was refused: " + admission));
            }
        }

        private void settled(@Nullable Throwable trouble) {
            if (trouble != null) {
                failure.completeExceptionally(trouble);
                return;
            }
            settled.increment();
            next();
        }
    }
}
