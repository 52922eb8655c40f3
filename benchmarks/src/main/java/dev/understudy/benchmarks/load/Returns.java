package dev.understudy.benchmarks.load;

import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Outages that heal at random moments, one after the other. Played by one thread. */
final class Returns {
    static final int ROUNDS = 8;

    /** Short, so that many outages fit into a minute; it does not double, so that all are alike. */
    static final OutageSettings SETTINGS =
            new OutageSettings(2, Duration.ofSeconds(2), Duration.ofSeconds(2));

    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(10);

    private final OutageKind kind;
    private final Stage stage;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final List<Duration> took = new ArrayList<>();
    private long lost;
    private int asked;

    Returns(OutageKind kind, Stage stage, Ticker ticker, RandomGenerator random) {
        this.kind = kind;
        this.stage = stage;
        this.ticker = ticker;
        this.random = random;
    }

    void play() throws InterruptedException {
        try (var pulse = new Pulse(stage.chat(), ticker)) {
            for (int round = 0; round < ROUNDS; round++) {
                pulse.beat(Pulse.INTERVAL.multipliedBy(2));
                pulse.settle();
                kind.strike(stage.primary());
                pulse.beat(Pulse.INTERVAL.multipliedBy(random.nextInt(1, 9)));
                pulse.rest(random.nextDouble());
                stage.heal();
                long healedAt = ticker.nanos();
                took.add(
                        pulse.beatUntil(Stage::byPrimary, healedAt, GIVEN_UP_AFTER)
                                .map(it -> Duration.ofNanos(it.firstTextAt() - healedAt))
                                .orElse(GIVEN_UP_AFTER));
            }
            asked = pulse.end().size();
            lost = pulse.lost();
        }
    }

    /** From each healing to the first text of the primary. */
    List<Duration> took() {
        return List.copyOf(took);
    }

    int asked() {
        return asked;
    }

    long lost() {
        return lost;
    }
}
