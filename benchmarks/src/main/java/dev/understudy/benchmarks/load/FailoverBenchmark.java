package dev.understudy.benchmarks.load;

import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.benchmarks.measure.Result;
import dev.understudy.benchmarks.measure.Sample;
import dev.understudy.settings.UpstreamKind;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an outage of the primary costs its users, and whether all comes back. */
@Command(
        name = "failover",
        description = {
            "The primary dies, in several ways, and heals: what that costs, and whether all comes back.",
            "Real servers on sockets of this machine, simulated upstreams, a question each half second.",
            "Takes about three minutes."
        })
public final class FailoverBenchmark extends Benchmark {
    private final Ticker ticker = SystemTime.ticker();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "For the moments of healing and the places of the cuts; default: by chance.")
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);

    @Option(
            names = "--wire",
            paramLabel = "KIND",
            description = "What the primary speaks: ollama or openai; default ${DEFAULT-VALUE}.")
    UpstreamKind wire = UpstreamKind.OLLAMA;

    @Override
    protected Result measure(Progress progress) throws Exception {
        progress.say("seed " + seed);
        var figures = new ArrayList<Figure>();
        progress.say("outages of %d s, side by side".formatted(Outage.LENGTH.toSeconds()));
        figures.addAll(outages());
        progress.say("%d returns at random moments".formatted(2 * Returns.ROUNDS));
        figures.addAll(returns());
        progress.say("answers that are cut");
        figures.addAll(cuts());
        return new Result("failover", figures, notes(), leftOut());
    }

    /** All kinds at once, and beside them a server that has the fallback alone. */
    private List<Figure> outages() throws Exception {
        var stages = new ArrayList<Stage>();
        try {
            var outages = new ArrayList<Outage>();
            for (var kind : OutageKind.values()) {
                var stage =
                        Stage.open(wire, Outage.SETTINGS.asSettings(), kind.firstToken(), ticker);
                stages.add(stage);
                outages.add(new Outage(kind, stage, ticker));
            }
            var straight = Stage.straight(ticker);
            stages.add(straight);
            var straightTexts = new ArrayList<Duration>();
            var parts = new ArrayList<Callable<Void>>();
            for (var outage : outages) {
                parts.add(() -> {
                    outage.play();
                    return null;
                });
            }
            parts.add(() -> {
                straightTexts.addAll(askStraight(straight));
                return null;
            });
            sideBySide(parts);
            return figures(outages, Sample.millis(straightTexts));
        } finally {
            stages.forEach(Stage::close);
        }
    }

    private List<Duration> askStraight(Stage straight) throws InterruptedException {
        try (var pulse = new Pulse(straight.chat(), ticker)) {
            long since = ticker.nanos() + Outage.WARM_UP.toNanos();
            pulse.beat(Outage.WARM_UP.plus(Outage.LENGTH));
            return Outage.firstTexts(
                    pulse.end().stream().filter(it -> it.at() - since >= 0).toList());
        }
    }

    private static List<Figure> figures(List<Outage> outages, Sample straight) {
        var figures = new ArrayList<Figure>();
        figures.add(
                Figure.shown(
                        "straight to the fallback: first text, median", straight.median(), "ms"));
        figures.add(
                Figure.shown(
                        "straight to the fallback: first text, 95th percentile",
                        straight.percentile(95),
                        "ms"));
        outages.forEach(it -> figures.addAll(it.figures(straight)));
        figures.add(
                Figure.shown(
                        "outages: questions asked",
                        outages.stream().mapToInt(Outage::asked).sum(),
                        ""));
        figures.add(
                Figure.none(
                        "outages: answers lost", outages.stream().mapToLong(Outage::lost).sum()));
        return figures;
    }

    private List<Figure> returns() throws Exception {
        try (var refusing = Stage.open(wire, Returns.SETTINGS.asSettings(), ticker);
                var failing = Stage.open(wire, Returns.SETTINGS.asSettings(), ticker)) {
            var returns =
                    List.of(
                            new Returns(OutageKind.REFUSED, refusing, ticker, new Random(seed)),
                            new Returns(
                                    OutageKind.STATUS_502, failing, ticker, new Random(seed + 1)));
            sideBySide(
                    returns.stream()
                            .<Callable<Void>>map(it ->
                                    () -> {
                                        it.play();
                                        return null;
                                    })
                            .toList());
            var took = Sample.seconds(returns.stream().flatMap(it -> it.took().stream()).toList());
            double coolDown = Returns.SETTINGS.coolDown().toSeconds();
            return List.of(
                    Figure.shown("returns", took.count(), ""),
                    Figure.shown(
                            "healed to the first text of the primary, cool-down 2 s: median",
                            took.median(),
                            "s"),
                    new Figure(
                            "healed to the first text of the primary, cool-down 2 s: longest",
                            took.max(),
                            "s",
                            new Goal.AtMost(coolDown + 1)),
                    Figure.shown(
                            "returns: questions asked",
                            returns.stream().mapToInt(Returns::asked).sum(),
                            ""),
                    Figure.none(
                            "returns: answers lost",
                            returns.stream().mapToLong(Returns::lost).sum()));
        }
    }

    private List<Figure> cuts() throws Exception {
        try (var stage = Stage.open(wire, Cuts.SETTINGS, ticker)) {
            var cuts = new Cuts(stage, new Random(seed + 2));
            cuts.play();
            return cuts.figures();
        }
    }

    /**
     * Each on a thread of its own, begun at different parts of the half second between questions.
     */
    private static void sideBySide(List<Callable<Void>> parts) throws Exception {
        long apart = Pulse.INTERVAL.toNanos() / parts.size();
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<Void>>();
            for (var part : parts) {
                running.add(threads.submit(part));
                TimeUnit.NANOSECONDS.sleep(apart);
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private List<String> notes() {
        return List.of(
                "the seed was %d, the primary spoke the protocol of %s".formatted(seed, wire),
                "outages run with the default settings: 2 failures open the breaker, retry delay 2 s,"
                        + " cool-down 30 s, doubled after a probe that fails; but where the primary"
                        + " hangs it is given up after %d s, not 45"
                                .formatted(OutageKind.HANGING.failsAfter().toSeconds()),
                "after the breaker is open, the dead primary may get one probe for each cool-down that"
                        + " ends; it dies while no answer is under way: cuts are measured apart",
                "returns run with a cool-down of 2 s that does not double; cuts with 0.5 s for a stream"
                        + " that falls silent",
                "a fallback goes on from what it is shown: what was sent just before a connection broke"
                        + " and was never passed on is counted by itself, not as lost at the seam",
                "times to the first text are the client's; a question comes each 0.5 s, so a return"
                        + " waits up to that long for one");
    }

    private static List<String> leftOut() {
        return List.of("real models and networks: the upstreams are simulated, on this machine");
    }
}
