package dev.understudy.benchmarks.ledger;

import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.benchmarks.measure.Result;
import dev.understudy.benchmarks.measure.Sample;
import dev.understudy.benchmarks.micro.LedgerCalls;
import dev.understudy.installed.PostgresServer;
import dev.understudy.settings.LedgerSync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What counting costs: at the caller, in the writer, and under load. */
@Command(
        name = "ledger",
        description = {
            "Reserve and settle: attempts in a second, and CPU time at the caller and in the writer.",
            "Both modes of LEDGER_SYNC and PostgreSQL (where Debian's package is installed), in turns;",
            "then reservations while old entries are rolled up.",
            "Takes about four minutes."
        })
public final class LedgerBenchmark extends Benchmark {
    /** What the design promises, durable as LEDGER_SYNC=normal says it. */
    private static final int LEAST_PER_SECOND = 5_000;

    /** More than this a user would notice in an answer that takes seconds. */
    private static final int MOST_MILLIS_BESIDE_ROLL_UP = 50;

    private static final Duration WARM = Duration.ofSeconds(2);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of load for each mode; default ${DEFAULT-VALUE}.")
    int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long a round is measured; default ${DEFAULT-VALUE}.")
    int seconds = 5;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description =
                    "Attempts at once, as many as the server allows queries; default ${DEFAULT-VALUE}.")
    int clients = 256;

    @Option(
            names = "--old",
            paramLabel = "N",
            description = "Old queries that are rolled up; default ${DEFAULT-VALUE}.")
    int old = 20_000;

    private final Map<LoadedLedger, List<LedgerLoad.Measured>> loads = new LinkedHashMap<>();

    @Override
    protected String wrongUse() {
        if (rounds < 1 || rounds > 15) {
            return "--rounds must lie in 1..15, got " + rounds;
        }
        if (seconds < 1 || seconds > 10) {
            return "--seconds must lie in 1..10, got " + seconds;
        }
        if (clients < 1 || clients > 4_000) {
            return "--clients must lie in 1..4000, got " + clients;
        }
        return old < 1_000 || old > 50_000 ? "--old must lie in 1000..50000, got " + old : "";
    }

    @Override
    protected Result measure(Progress progress) throws Exception {
        var postgres = PostgresServer.installed().map(PostgresServer::new);
        try {
            load(kinds(postgres), progress);
        } finally {
            postgres.ifPresent(PostgresServer::stop);
        }
        var figures = new ArrayList<Figure>();
        loads.forEach((kind, measured) -> addLoad(figures, kind, measured));
        progress.say("the calls by themselves, in a process of their own");
        addCalls(figures);
        progress.say("reservations while %,d old queries are rolled up".formatted(old));
        addRollUp(figures);
        return new Result(
                "ledger",
                figures,
                List.of(
                        "%d clients on two loops, each waiting for every commit; medians of %d rounds of %d s, smallest and largest beside them"
                                .formatted(clients, rounds, seconds),
                        "old queries are rolled up as a server does it, in small transactions with a pause after each",
                        "a commit survives the death of the process in either mode; full waits for the disk each time, normal every 50 ms"),
                postgres.isPresent()
                        ? List.of()
                        : List.of(
                                "PostgreSQL: there is none in %s; install Debian's package postgresql"
                                        .formatted(PostgresServer.PLACE)));
    }

    private static List<LoadedLedger> kinds(Optional<PostgresServer> postgres) {
        var kinds = new ArrayList<LoadedLedger>();
        kinds.add(new LoadedLedger.InFile(LedgerSync.NORMAL));
        kinds.add(new LoadedLedger.InFile(LedgerSync.FULL));
        postgres.map(LoadedLedger.InPostgres::new).ifPresent(kinds::add);
        return kinds;
    }

    private void load(List<LoadedLedger> kinds, Progress progress) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (var kind : kinds) {
                var measured = load(kind);
                loads.computeIfAbsent(kind, _ -> new ArrayList<>()).add(measured);
                progress.say(
                        "round %d of %d, %s: %,.0f in a second"
                                .formatted(round, rounds, kind.words(), measured.perSecond()));
            }
        }
    }

    private LedgerLoad.Measured load(LoadedLedger kind) throws Exception {
        try (var home = LedgerHome.make();
                var ledger = kind.open(home)) {
            return LedgerLoad.run(ledger, clients, WARM, Duration.ofSeconds(seconds));
        }
    }

    private static void addLoad(
            List<Figure> figures, LoadedLedger kind, List<LedgerLoad.Measured> measured) {
        var mode = kind.words() + ": ";
        var perSecond = sample(measured, LedgerLoad.Measured::perSecond);
        figures.add(
                new Figure(
                        mode + "attempts reserved and settled in a second",
                        perSecond.median(),
                        "",
                        kind.equals(new LoadedLedger.InFile(LedgerSync.NORMAL))
                                ? new Goal.AtLeast(LEAST_PER_SECOND)
                                : new Goal.Shown()));
        figures.add(Figure.shown(mode + "smallest", perSecond.min(), ""));
        figures.add(Figure.shown(mode + "largest", perSecond.max(), ""));
        figures.add(
                Figure.shown(
                        mode + "writer's CPU time for each",
                        sample(measured, LedgerLoad.Measured::writerMicros).median(),
                        "µs"));
        figures.add(
                Figure.shown(
                        mode + "callers' CPU time for each",
                        sample(measured, LedgerLoad.Measured::callerMicros).median(),
                        "µs"));
    }

    private static Sample sample(
            List<LedgerLoad.Measured> measured, ToDoubleFunction<LedgerLoad.Measured> value) {
        return Sample.of(measured.stream().mapToDouble(value).toArray());
    }

    private static void addCalls(List<Figure> figures) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(LedgerCalls.class.getName())
                        .shouldFailOnError(true)
                        // JMH asks for what the JDK warns of; standard error is for progress.
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                        .build();
        var quiet = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        for (var result : new Runner(options, quiet).run()) {
            var primary = result.getPrimaryResult();
            figures.add(
                    Figure.shown(
                            "a call of %s comes back after".formatted(primary.getLabel()),
                            primary.getScore(),
                            "ns"));
        }
    }

    private void addRollUp(List<Figure> figures) throws Exception {
        var measured = RollUpLoad.run(old);
        figures.add(Figure.shown("queries and attempts rolled up", measured.rolledUp(), ""));
        figures.add(Figure.shown("of these in a second", measured.perSecond(), ""));
        figures.add(Figure.shown("a reservation alone, median", measured.alone().median(), "ms"));
        figures.add(
                Figure.shown(
                        "a reservation alone, 99th percentile",
                        measured.alone().percentile(99),
                        "ms"));
        figures.add(
                Figure.shown(
                        "a reservation beside a roll-up, median",
                        measured.beside().median(),
                        "ms"));
        figures.add(
                new Figure(
                        "a reservation beside a roll-up, 99th percentile",
                        measured.beside().percentile(99),
                        "ms",
                        new Goal.Below(MOST_MILLIS_BESIDE_ROLL_UP)));
        figures.add(
                Figure.shown(
                        "a reservation beside a roll-up, longest", measured.beside().max(), "ms"));
    }
}
