package dev.understudy.benchmarks.load;

import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.benchmarks.measure.Result;
import dev.understudy.benchmarks.measure.Sample;
import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How soon a client that leaves stops the model that works for it. */
@Command(
        name = "stops",
        description = {
            "Clients leave at random moments: how soon the model that works for them is stopped.",
            "The simulated upstream says when it saw its connection closed.",
            "Takes about one minute."
        })
public final class StopsBenchmark extends Benchmark {
    /** The delay before a second attempt; what a stopped query must not make. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "RETRY_DELAY_SECONDS", String.valueOf(RETRY_DELAY.toSeconds()),
                    // The failures that lead into a wait must not open the breaker.
                    "FALLBACK_AFTER_ATTEMPTS", "100",
                    "API_QUOTA_DAILY_LIMIT", "100000");

    /** After a client has come as far as it should, it leaves within this time. */
    private static final int LEAVES_WITHIN_MILLIS = 300;

    /** Stops with no call under way; their queries take no time to wait for, but a wait each. */
    private static final int STOPS_IN_A_WAIT = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InstantSource clock = SystemTime.instants();
    private final Map<StopMoment, List<Duration>> closed = new EnumMap<>(StopMoment.class);
    private final List<Duration> ended = new ArrayList<>();

    @Option(
            names = "--stops",
            paramLabel = "N",
            description =
                    "Stops while a call is under way; default ${DEFAULT-VALUE}. More are made in waits.")
    int stops = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "For the moments; default: by chance.")
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);

    @Override
    protected String wrongUse() {
        return stops < 3 || stops > 2_000 ? "--stops must lie in 3..2000, got " + stops : "";
    }

    @Override
    protected Result measure(Progress progress) throws Exception {
        progress.say("seed " + seed);
        var random = new Random(seed);
        try (var rehearsal = Rehearsal.open(0, SETTINGS);
                var chat = new TimedChat(rehearsal.url(), SystemTime.ticker())) {
            for (var moment : StopMoment.values()) {
                int count = moment.callUnderWay() ? share(moment) : STOPS_IN_A_WAIT;
                progress.say("%d stops %s".formatted(count, moment.words()));
                moment.prepare(rehearsal);
                for (int i = 0; i < count; i++) {
                    stop(moment, i, rehearsal, chat, random);
                }
            }
            // A retry that was not called off would be made by now.
            TimeUnit.NANOSECONDS.sleep(RETRY_DELAY.multipliedBy(2).toNanos());
            return new Result("stops", figures(rehearsal, chat), notes(), leftOut());
        }
    }

    /** The stops are shared out evenly among the moments with a call under way. */
    private int share(StopMoment moment) {
        return stops / 3 + (moment.ordinal() < stops % 3 ? 1 : 0);
    }

    private void stop(
            StopMoment moment,
            int number,
            Rehearsal rehearsal,
            TimedChat chat,
            RandomGenerator random)
            throws Exception {
        long before = rehearsal.upstream().chatCount();
        var body = TimedChat.body(moment.route(), "Show me top 5 customers, " + moment + number);
        RecordedRequest call;
        Instant left;
        try (var client = StoppingClient.ask(rehearsal.url(), body)) {
            call = awaitCall(rehearsal, before);
            if (moment == StopMoment.IN_THE_TEXT) {
                client.awaitText();
            } else if (moment == StopMoment.IN_A_WAIT) {
                call.answered().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            client.readFor(Duration.ofMillis(random.nextInt(1, LEAVES_WITHIN_MILLIS)), clock);
            left = clock.instant();
        }
        if (moment.callUnderWay()) {
            var seen = call.closedByClient().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            closed.computeIfAbsent(moment, _ -> new ArrayList<>())
                    .add(Duration.between(left, seen));
        }
        awaitIdle(chat);
        ended.add(Duration.between(left, clock.instant()));
    }

    /**
     * The call that the question leads to; asks again and again, since the client reads nothing
     * yet.
     */
    private RecordedRequest awaitCall(Rehearsal rehearsal, long before) throws Exception {
        var end = clock.instant().plus(PATIENCE);
        while (rehearsal.upstream().chatCount() == before) {
            if (clock.instant().isAfter(end)) {
                throw new IOException("the question led to no call within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return rehearsal.upstream().chats().getLast();
    }

    private void awaitIdle(TimedChat chat) throws IOException, InterruptedException {
        var end = clock.instant().plus(PATIENCE);
        while (running(chat) > 0) {
            if (clock.instant().isAfter(end)) {
                throw new IOException(
                        "a query still runs %s after its client left".formatted(PATIENCE));
            }
        }
    }

    private static long running(TimedChat chat) throws IOException, InterruptedException {
        return chat.status().path("running_queries").asLong(-1);
    }

    private List<Figure> figures(Rehearsal rehearsal, TimedChat chat)
            throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        var all = Sample.millis(closed.values().stream().flatMap(Collection::stream).toList());
        figures.add(Figure.shown("stops with a call under way", all.count(), ""));
        figures.add(
                new Figure(
                        "client gone to upstream connection closed, median",
                        all.median(),
                        "ms",
                        new Goal.Below(100)));
        figures.add(
                Figure.shown(
                        "client gone to upstream connection closed, 95th percentile",
                        all.percentile(95),
                        "ms"));
        figures.add(
                Figure.shown(
                        "client gone to upstream connection closed, longest", all.max(), "ms"));
        closed.forEach((moment, took) -> {
            var sample = Sample.millis(took);
            figures.add(Figure.shown(moment.words() + ": median", sample.median(), "ms"));
            figures.add(Figure.shown(moment.words() + ": longest", sample.max(), "ms"));
        });
        figures.add(Figure.shown(StopMoment.IN_A_WAIT.words() + ": stops", STOPS_IN_A_WAIT, ""));
        figures.add(
                Figure.shown(
                        "all stops: seen as ended in the status, longest",
                        Sample.millis(ended).max(),
                        "ms"));
        long made = stops + STOPS_IN_A_WAIT;
        figures.add(
                Figure.none(
                        "calls to a model after the stop",
                        rehearsal.upstream().chatCount() - made));
        figures.add(Figure.none("queries still running", running(chat)));
        figures.add(Figure.none("stopped attempts that were not counted", made - rehearsal.used()));
        return figures;
    }

    private List<String> notes() {
        return List.of(
                "the seed was " + seed,
                "a client leaves up to %d ms after the moment it waits for; in the wait before a retry there is no connection to close"
                        .formatted(LEAVES_WITHIN_MILLIS));
    }

    private static List<String> leftOut() {
        return List.of("a real model: how soon it stops computing once its connection is closed");
    }
}
