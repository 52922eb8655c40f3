package dev.understudy.benchmarks.load;

import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Sample;
import dev.understudy.cli.drill.Seen;
import dev.understudy.time.SystemTime;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One minute in which the primary is dead, while questions go on coming. Played by one thread. */
final class Outage {
    static final Duration LENGTH = Duration.ofSeconds(60);

    /** Before the outage: connections are opened, and code that runs often is compiled. */
    static final Duration WARM_UP = Duration.ofSeconds(5);

    /** The server's own defaults, which a rehearsal would shorten. */
    static final OutageSettings SETTINGS =
            new OutageSettings(2, Duration.ofSeconds(30), Duration.ofSeconds(600));

    private static final Duration RETURN_AT_MOST = Duration.ofSeconds(65);

    private final OutageKind kind;
    private final Stage stage;
    private final Ticker ticker;
    private final InstantSource clock = SystemTime.instants();
    private List<Pulse.Asked> during = List.of();
    private Optional<Duration> untilReturn = Optional.empty();
    private double coolDownLeft;
    private SentToTheDead sent = new SentToTheDead(0, 0);
    private long lost;
    private int asked;

    Outage(OutageKind kind, Stage stage, Ticker ticker) {
        this.kind = kind;
        this.stage = stage;
        this.ticker = ticker;
    }

    /** Plays it through to the return of the primary, however it goes. */
    void play() throws Exception {
        try (var pulse = new Pulse(stage.chat(), ticker)) {
            pulse.beat(WARM_UP);
            pulse.settle();
            long struckAt = ticker.nanos();
            var struck = clock.instant();
            kind.strike(stage.primary());
            pulse.beat(LENGTH);
            coolDownLeft =
                    stage.chat()
                            .status()
                            .path("models")
                            .path(0)
                            .path("retry_in_seconds")
                            .asDouble();
            var healed = clock.instant();
            stage.heal();
            long healedAt = ticker.nanos();
            untilReturn =
                    pulse.beatUntil(Stage::byPrimary, healedAt, RETURN_AT_MOST)
                            .map(it -> Duration.ofNanos(it.firstTextAt() - healedAt));
            during =
                    pulse.end().stream()
                            .filter(it -> it.at() - struckAt >= 0 && it.at() - healedAt < 0)
                            .toList();
            lost = pulse.lost();
            sent = sent(struck, healed);
            asked = pulse.asked().size();
        }
    }

    /** Who is refused leaves no trace but the failure, which comes at once. */
    private SentToTheDead sent(Instant struck, Instant healed) throws IOException {
        var failed = stage.failedOnPrimary(struck);
        var begun = kind == OutageKind.REFUSED ? failed : stage.reachedPrimary(struck, healed);
        return SentToTheDead.of(begun, failed, SETTINGS.threshold());
    }

    int asked() {
        return asked;
    }

    long lost() {
        return lost;
    }

    /**
     * @param straight what answers took in the same minute that went straight to the fallback
     */
    List<Figure> figures(Sample straight) {
        var past = Sample.millis(firstTexts(pastThePrimary()));
        var others =
                during.stream().filter(it -> it.seen().filter(Outage::wentPast).isEmpty()).toList();
        var figures = new ArrayList<Figure>();
        figures.add(
                Figure.shown(named("attempts sent to the dead primary in 60 s"), sent.inAll(), ""));
        figures.add(
                new Figure(
                        named("of these after the second failure, which opens the breaker"),
                        sent.afterOpening(),
                        "",
                        new Goal.AtMost(SETTINGS.probesWithin(LENGTH))));
        figures.add(
                Figure.shown(named("queries that went past the open breaker"), past.count(), ""));
        figures.add(
                new Figure(
                        named("first text then, over going straight (medians)"),
                        past.median() - straight.median(),
                        "ms",
                        new Goal.Below(5)));
        figures.add(Figure.shown(named("first text then, median"), past.median(), "ms"));
        figures.add(
                Figure.shown(named("first text then, 95th percentile"), past.percentile(95), "ms"));
        figures.add(
                Figure.shown(
                        named("first text of those that opened it or probed, longest"),
                        Sample.millis(firstTexts(others)).max(),
                        "ms"));
        figures.add(
                new Figure(
                        named(
                                "healed to the first text of the primary, at %.1f s left of the cool-down"
                                        .formatted(coolDownLeft)),
                        untilReturn.map(it -> it.toNanos() / 1e9).orElse(Double.NaN),
                        "s",
                        new Goal.AtMost(coolDownLeft + 1)));
        return figures;
    }

    private String named(String what) {
        return kind.words() + ": " + what;
    }

    private List<Pulse.Asked> pastThePrimary() {
        return during.stream()
                .filter(it -> it.seen().filter(Outage::wentPast).isPresent())
                .toList();
    }

    /** Answered by the fallback in the first attempt: the primary was not tried. */
    private static boolean wentPast(Seen seen) {
        return seen.outcome().equals("answered_by_fallback")
                && seen.understudy().path("attempt").asInt() == 1;
    }

    static List<Duration> firstTexts(List<Pulse.Asked> asked) {
        return asked.stream().flatMap(it -> it.firstText().stream()).toList();
    }
}
