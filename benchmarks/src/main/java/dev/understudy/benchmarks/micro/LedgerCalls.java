package dev.understudy.benchmarks.micro;

import dev.understudy.benchmarks.ledger.LedgerHome;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Reservation;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.SqliteLedger;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.UsageLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a caller of the ledger pays: the time until the call comes back, which is before anything is
 * written. The writer works beside it, on the same two cores. What is hung onto the stage is not
 * measured.
 */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LedgerCalls {
    /** Calls between two waits for the writer; less than its queue holds. */
    private static final int CALLS = 1_000;

    /** A ledger of a file, and a thousand attempts for it. */
    public abstract static class Calls {
        final LedgerHome home = makeHome();
        final UsageLedger ledger =
                SqliteLedger.open(
                        home.file(),
                        LedgerHome.QUOTA,
                        SystemTime.instants(),
                        LedgerOptions.DEFAULT);
        final List<AttemptStart> attempts = new ArrayList<>();
        final AttemptEnd end = LedgerHome.ended(SystemTime.instants().instant());

        private static LedgerHome makeHome() {
            LogLines.start(LogLevel.ERROR);
            try {
                return LedgerHome.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void name() {
            attempts.clear();
            var now = SystemTime.instants().instant();
            for (int i = 0; i < CALLS; i++) {
                attempts.add(LedgerHome.attempt(UUID.randomUUID().toString(), now));
            }
        }

        static Reservation granted(CompletionStage<Admission> asked) {
            var admission = asked.toCompletableFuture().join();
            if (admission instanceof Admission.Granted(var reservation, var _)) {
                return reservation;
            }
            throw new IllegalStateException("a place was refused: " + admission);
        }

        @TearDown(Level.Trial)
        public void close() throws IOException {
            ledger.close();
            home.close();
        }
    }

    /** Attempts that want a place. */
    @State(Scope.Benchmark)
    public static class ToReserve extends Calls {
        final List<CompletionStage<Admission>> asked = new ArrayList<>(CALLS);

        @Setup(Level.Invocation)
        public void prepare() {
            name();
            asked.clear();
        }

        @TearDown(Level.Invocation)
        public void settle() {
            var settled = asked.stream().map(it -> ledger.settle(granted(it), end)).toList();
            settled.forEach(it -> it.toCompletableFuture().join());
        }
    }

    /** Attempts that have a place. */
    @State(Scope.Benchmark)
    public static class ToSettle extends Calls {
        final List<Reservation> reserved = new ArrayList<>(CALLS);
        final List<CompletionStage<Void>> settled = new ArrayList<>(CALLS);

        @Setup(Level.Invocation)
        public void reserve() {
            name();
            reserved.clear();
            settled.clear();
            var asked = attempts.stream().map(ledger::reserve).toList();
            asked.forEach(it -> reserved.add(granted(it)));
        }

        @TearDown(Level.Invocation)
        public void await() {
            settled.forEach(it -> it.toCompletableFuture().join());
        }
    }

    /** Takes places. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public List<CompletionStage<Admission>> reserve(ToReserve state) {
        for (var attempt : state.attempts) {
            state.asked.add(state.ledger.reserve(attempt));
        }
        return state.asked;
    }

    /** Ends attempts that were sent. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public List<CompletionStage<Void>> settle(ToSettle state) {
        for (var reservation : state.reserved) {
            state.settled.add(state.ledger.settle(reservation, state.end));
        }
        return state.settled;
    }
}
