package dev.understudy.benchmarks.load;

import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.time.Duration;
import java.util.Optional;

/** How a primary is dead. */
enum OutageKind {
    REFUSED("refused", Duration.ZERO) {
        @Override
        void strike(Simulator primary) {
            primary.stopListening();
        }
    },
    STATUS_502("HTTP 502", Duration.ZERO) {
        @Override
        void strike(Simulator primary) {
            primary.model(PRIMARY, Behaviour.error(502));
        }
    },
    HANGING("hanging", Duration.ofSeconds(2)) {
        @Override
        void strike(Simulator primary) {
            primary.model(PRIMARY, Behaviour.silence());
        }
    };

    private final String words;
    private final Duration failsAfter;

    OutageKind(String words, Duration failsAfter) {
        this.words = words;
        this.failsAfter = failsAfter;
    }

    String words() {
        return words;
    }

    /**
     * How long an attempt takes to fail; zero = at once. One that hangs is ended by the primary's
     * clock for the first token, whose default of 45 s would take most of the outage.
     */
    Duration failsAfter() {
        return failsAfter;
    }

    /** The clock that the primary needs for that; empty = the default. */
    Optional<Duration> firstToken() {
        return Optional.of(failsAfter).filter(Duration::isPositive);
    }

    /** From now on the primary is dead in this way. Blocks for a moment. */
    abstract void strike(Simulator primary);
}
