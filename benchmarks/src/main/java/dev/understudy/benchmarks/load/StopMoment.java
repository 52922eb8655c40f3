package dev.understudy.benchmarks.load;

import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.gateway.Route;
import dev.understudy.simulator.Behaviour;
import java.time.Duration;

/** Where in a query its client leaves. */
enum StopMoment {
    BEFORE_THE_FIRST_TOKEN("before the first token", Route.CHAT, true),
    IN_THE_TEXT("in the text", Route.CHAT, true),
    IN_AN_AGENTS_STEP("in an agent's step", Route.AGENTS, true),
    IN_A_WAIT("in the wait before a retry", Route.CHAT, false);

    /** Longer than any client here stays. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String words;
    private final String route;
    private final boolean callUnderWay;

    StopMoment(String words, String route, boolean callUnderWay) {
        this.words = words;
        this.route = route;
        this.callUnderWay = callUnderWay;
    }

    String words() {
        return words;
    }

    /** What is asked for by name. */
    String route() {
        return route;
    }

    /** Whether there is a call to a model then, whose connection has to be closed. */
    boolean callUnderWay() {
        return callUnderWay;
    }

    /** Gives the primary its part. */
    void prepare(Rehearsal rehearsal) {
        rehearsal
                .upstream()
                .model(
                        PRIMARY,
                        switch (this) {
                            case BEFORE_THE_FIRST_TOKEN, IN_AN_AGENTS_STEP ->
                                    Behaviour.text("too late").firstTokenAfter(LONG);
                            case IN_THE_TEXT ->
                                    Behaviour.text("word ".repeat(5_000))
                                            .betweenTokens(Duration.ofMillis(5));
                            case IN_A_WAIT -> Behaviour.error(502);
                        });
    }
}
