package dev.understudy.benchmarks.rules;

import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.benchmarks.measure.Result;
import dev.understudy.simulation.Simulation;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The seeded simulation of the rules, at the size that a claim needs. */
@Command(
        name = "simulation",
        description = {
            "Random schedules of failures against the rules that must hold in each of them.",
            "A schedule in which one does not hold is named by its seed, with the command that replays it."
        })
public final class SimulationBenchmark extends Benchmark {
    private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Ticker ticker = SystemTime.ticker();

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "How many schedules; default ${DEFAULT-VALUE}.")
    long schedules = 1_000_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The first seed, the others follow it; default: by chance.")
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);

    @Override
    protected String wrongUse() {
        return schedules < 1 ? "--schedules must be at least 1, got " + schedules : "";
    }

    @Override
    protected Result measure(Progress progress) {
        progress.say("%,d schedules from seed %d".formatted(schedules, seed));
        long began = ticker.nanos();
        var failure = Simulation.run(seed, schedules, told(progress, began));
        double seconds = (ticker.nanos() - began) / 1e9;

        var notes = new ArrayList<>(List.of("the first seed was " + seed));
        failure.ifPresent(it -> notes.add(it.described()));
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("schedules asked for", schedules, "", new Goal.Shown()));
        figures.add(
                Figure.none("schedules in which a rule did not hold", failure.isPresent() ? 1 : 0));
        if (failure.isEmpty()) {
            figures.add(Figure.shown("schedules in a second", schedules / seconds, ""));
        }
        return new Result("simulation", figures, notes, List.of());
    }

    private LongConsumer told(Progress progress, long began) {
        var next = new AtomicLong(began + TOLD_EVERY_NANOS);
        return ended -> {
            long now = ticker.nanos();
            long due = next.get();
            if (now - due >= 0 && next.compareAndSet(due, now + TOLD_EVERY_NANOS)) {
                progress.say(
                        "%,d of %,d, %,.0f in a second"
                                .formatted(ended, schedules, ended * 1e9 / (now - began)));
            }
        };
    }
}
