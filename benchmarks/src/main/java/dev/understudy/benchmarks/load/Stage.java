package dev.understudy.benchmarks.load;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.cli.drill.Seen;
import dev.understudy.settings.UpstreamKind;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server with a primary and a fallback on simulated upstreams of their own, so that one can die
 * without the other, and a client. Notices go out as status events, so that the content of an
 * answer is what the models said and nothing else.
 */
final class Stage implements AutoCloseable {
    static final String SAID_BY_PRIMARY =
            "The primary has answered this with twelve words, no more.";
    static final String SAID_BY_FALLBACK =
            "The fallback has answered this with twelve words, no more.";

    private final Simulator primary;
    private final Rehearsal rehearsal;
    private final TimedChat chat;

    private Stage(Simulator primary, Rehearsal rehearsal, Ticker ticker) {
        this.primary = primary;
        this.rehearsal = rehearsal;
        this.chat = new TimedChat(rehearsal.url(), ticker);
    }

    /** The chain of both, with the default clocks; both are well. */
    static Stage open(UpstreamKind wire, Map<String, String> settings, Ticker ticker)
            throws Exception {
        return open(wire, settings, Optional.empty(), ticker);
    }

    /**
     * @param wire what the primary speaks; the fallback speaks Ollama's
     * @param firstToken the primary's clock for its first token; empty = the default
     */
    static Stage open(
            UpstreamKind wire,
            Map<String, String> settings,
            Optional<Duration> firstToken,
            Ticker ticker)
            throws Exception {
        var primary = Simulator.start();
        try {
            var yaml =
                    """
                    models:
                      - id: %s
                        upstream: %s
                        url: %s
                        metered: true
                    %s
                      - id: %s
                        metered: false
                    """
                            .formatted(PRIMARY, wire, primary.url(), clocks(firstToken), FALLBACK);
            var rehearsal = Rehearsal.open(0, with(settings), _ -> yaml);
            rehearsal.upstream().model(FALLBACK, answer(SAID_BY_FALLBACK));
            var stage = new Stage(primary, rehearsal, ticker);
            stage.heal();
            return stage;
        } catch (Exception e) {
            primary.close();
            throw e;
        }
    }

    /** A chain of the fallback alone: what an answer takes that goes straight to it. */
    static Stage straight(Ticker ticker) throws Exception {
        var unused = Simulator.start();
        try {
            var yaml =
                    """
                    models:
                      - id: %s
                        metered: false
                    """
                            .formatted(FALLBACK);
            var rehearsal = Rehearsal.open(0, with(Map.of()), _ -> yaml);
            rehearsal.upstream().model(FALLBACK, answer(SAID_BY_FALLBACK));
            return new Stage(unused, rehearsal, ticker);
        } catch (Exception e) {
            unused.close();
            throw e;
        }
    }

    private static String clocks(Optional<Duration> firstToken) {
        return firstToken
                .map(it -> "    clocks: {first_token_seconds: %d}".formatted(it.toSeconds()))
                .orElse("");
    }

    private static Map<String, String> with(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("NOTICE_CHANNEL", "status");
        all.putAll(settings);
        return all;
    }

    private static Behaviour answer(String text) {
        return Behaviour.text(text).betweenTokens(Duration.ofMillis(2));
    }

    /** The primary answers again, whatever was wrong with it. */
    void heal() {
        primary.model(PRIMARY, answer(SAID_BY_PRIMARY));
        primary.listenAgain();
    }

    Simulator primary() {
        return primary;
    }

    Simulator fallback() {
        return rehearsal.upstream();
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    TimedChat chat() {
        return chat;
    }

    /** When each attempt on the primary failed that has failed since then; by the usage log. */
    List<Instant> failedOnPrimary(Instant since) throws IOException {
        return rehearsal.usageLog().stream()
                .filter(line -> line.path("model").asString("").equals(PRIMARY))
                .filter(line -> !line.path("result").asString("").equals("ok"))
                .map(line -> Instant.parse(line.path("at").asString()))
                .filter(at -> !at.isBefore(since))
                .toList();
    }

    /** When each attempt reached the primary from then to then. */
    List<Instant> reachedPrimary(Instant from, Instant to) {
        return primary.chats(PRIMARY).stream()
                .map(RecordedRequest::receivedAt)
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .toList();
    }

    /** Whether an answer is whole: all that was meant to be said, and nothing else. */
    static boolean isWhole(Seen seen) {
        return seen.done()
                && seen.error() == null
                && (seen.content().equals(SAID_BY_PRIMARY)
                        || seen.content().equals(SAID_BY_FALLBACK));
    }

    static boolean byPrimary(Seen seen) {
        return seen.content().equals(SAID_BY_PRIMARY);
    }

    @Override
    public void close() {
        chat.close();
        rehearsal.close();
        primary.close();
    }
}
