package dev.understudy.cli.drill.matrix;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.SimulatedModel;
import dev.understudy.simulator.Simulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one case is played: a server of its own with a chain of a cloud and a local model, whose
 * server does what the case says.
 */
final class Stage {
    /** So long a query of the matrix may take, unless its failure is just that. */
    private static final String QUERY_SECONDS = "30";

    private static final List<String> ALL = List.of("completion", "tools", "thinking", "vision");
    private static final String BEGINNING = "cloud: one two three";
    private static final Behaviour CLOUD = Behaviour.text(BEGINNING + " four five").usage(20, 7);
    private static final Behaviour LOCAL =
            Behaviour.text("local: one two three four five").usage(30, 9);

    /** Who is to go on repeats some of what was said, as models do. */
    private static final Behaviour CONTINUATION =
            Behaviour.text("two three four five").usage(30, 9);

    /** The continuation breaks off one word after what it repeats. */
    private static final int CONTINUED_PIECES = 3;

    private Stage() {}

    static Rehearsal open(Failure failure, Who who, When when, Wire wire) throws Exception {
        var rehearsal =
                Rehearsal.open(
                        0, settings(failure), upstream -> chain(failure, who, wire, upstream));
        script(rehearsal.upstream(), failure, who, when, wire);
        return rehearsal;
    }

    /** How long a query with this failure may take. */
    static Duration queryTime(Failure failure) {
        var seconds = failure.settings().getOrDefault("QUERY_TIMEOUT_SECONDS", QUERY_SECONDS);
        return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1_000));
    }

    private static Map<String, String> settings(Failure failure) {
        var all = new HashMap<String, String>();
        all.put("MAX_RETRIES_PER_QUERY", String.valueOf(Invariants.MOST_ATTEMPTS));
        all.put("FALLBACK_AFTER_ATTEMPTS", "2");
        all.put("RETRY_DELAY_SECONDS", "0.02");
        // No breaker closes by itself within a case.
        all.put("FALLBACK_COOLDOWN_SECONDS", "120");
        all.put("FIRST_TOKEN_TIMEOUT_SECONDS", "10");
        all.put("QUERY_TIMEOUT_SECONDS", QUERY_SECONDS);
        all.putAll(failure.settings());
        return all;
    }

    private static String chain(Failure failure, Who who, Wire wire, String upstream) {
        var failing = failure.address().apply(upstream);
        return "models:\n"
                + wire.entry(PRIMARY, failing, true)
                + wire.entry(FALLBACK, who == Who.BOTH ? failing : upstream, false);
    }

    private static void script(Simulator upstream, Failure failure, Who who, When when, Wire wire) {
        var fault = failure.fault();
        var cloudFails = fault.spoil(CLOUD, when.pieces(), wire);
        var localFails = fault.spoil(LOCAL, when.pieces(), wire);
        var cloud = SimulatedModel.named(PRIMARY).withCapabilities(ALL);
        var local = SimulatedModel.named(FALLBACK).withCapabilities(ALL);
        switch (who) {
            case ONCE -> upstream.model(cloud, cloudFails, CLOUD).model(local, LOCAL);
            case CLOUD -> upstream.model(cloud, cloudFails).model(local, LOCAL);
            case BOTH -> upstream.model(cloud, cloudFails).model(local, localFails);
        }
        upstream.when(
                Stage::asksToGoOn,
                who == Who.BOTH ? fault.spoil(CONTINUATION, CONTINUED_PIECES, wire) : CONTINUATION);
    }

    /**
     * Whether the request holds the beginning of the cloud model's answer, with or without a
     * message behind it that says to go on.
     */
    private static boolean asksToGoOn(RecordedRequest request) {
        return request.json()
                .path("messages")
                .valueStream()
                .anyMatch(message ->
                        message.path("role").asString("").equals("assistant")
                                && message.path("content").asString("").startsWith(BEGINNING));
    }
}
