package dev.understudy.cli.drill.matrix;

import dev.understudy.cli.drill.Verdict;
import dev.understudy.simulator.RecordedRequest;
import java.time.Duration;
import java.util.List;

/** What is promised of every reply that came to its end, whatever went wrong before. */
final class Invariants {
    /** The limit that is set for a query of the matrix. */
    static final int MOST_ATTEMPTS = 3;

    /** Some clients read no longer line of a stream (Open WebUI's aiohttp: 128 KiB). */
    private static final int LONGEST_LINE = 128 * 1024;

    /** What a busy machine may need beyond the query's time to say that it is over. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private Invariants() {}

    /**
     * Judges a reply.
     *
     * @param attempts how many there were, by the usage log
     * @param queryTime how long the query may have taken
     */
    static void judge(Heard heard, int attempts, Duration queryTime, Verdict verdict) {
        var reply = heard.reply();
        attempts(attempts, verdict);
        verdict.expect(
                "the answer names as many attempts as the usage log",
                heard.understudy().path("attempt").asInt(-1),
                attempts);
        verdict.expect("the query has exactly one outcome", heard.outcomes(), 1);
        nothingOfTheUpstream(reply, verdict);
        verdict.expect(
                "every line can be read",
                heard.malformed().isEmpty(),
                "cannot be read: " + heard.malformed());
        int longest = reply.body().lines().mapToInt(String::length).max().orElse(0);
        verdict.expect(
                "no line is too long",
                !reply.streamed() || longest < LONGEST_LINE,
                longest + " characters");
        verdict.expect(
                "no error is null",
                !reply.body().replace(" ", "").contains("\"error\":null"),
                reply.body());
        verdict.expect("the body comes to its end", reply.whole(), "it was cut off");
        if (reply.streamed()) {
            verdict.expect(
                    "[DONE] and the end of the connection end the stream",
                    heard.done() && reply.closed(),
                    "[DONE]: %s, closed: %s".formatted(heard.done(), reply.closed()));
        }
        verdict.expect(
                "it ends within the query's time",
                reply.took().compareTo(queryTime.plus(TICK)) < 0,
                "took " + reply.took());
    }

    /**
     * Every call spoke the case's wire.
     *
     * @param calls as they reached the models' server
     */
    static void wire(List<RecordedRequest> calls, Wire wire, Verdict verdict) {
        verdict.expect(
                "every call goes to " + wire.chatPath(),
                calls.stream().allMatch(call -> call.path().equals(wire.chatPath())),
                calls.toString());
    }

    /** What holds for a client that left as well. */
    static void attempts(int attempts, Verdict verdict) {
        verdict.expect(
                "there are at most %d attempts".formatted(MOST_ATTEMPTS),
                attempts <= MOST_ATTEMPTS,
                attempts + " attempts");
    }

    static void nothingOfTheUpstream(RawReply reply, Verdict verdict) {
        var all = reply.headers() + reply.body();
        verdict.expect(
                "nothing of the upstream's words is shown", !all.contains(Failures.CANARY), all);
    }
}
