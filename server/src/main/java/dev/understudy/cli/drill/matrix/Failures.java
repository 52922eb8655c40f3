package dev.understudy.cli.drill.matrix;

import static dev.understudy.cli.drill.matrix.Question.FOR_JSON;
import static dev.understudy.cli.drill.matrix.Question.SECOND;
import static dev.understudy.cli.drill.matrix.Question.WITH_IMAGE;
import static dev.understudy.cli.drill.matrix.Question.WITH_THINKING;
import static dev.understudy.cli.drill.matrix.Question.WITH_TOOL;

import dev.understudy.cli.drill.matrix.Failure.Fault;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.time.SystemTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every kind of failure, in the order of the failure table of the execution rules. An unknown host
 * and a connection that is never accepted are not among them: they would need a network.
 */
final class Failures {
    /** Stands in every text of the models' server that no user may ever read. */
    static final String CANARY = "canary-5f1c";

    /** Nothing listens on port 1. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static final String RETRY_AFTER = "Retry-After";
    private static final String LIMIT = "you have reached your session usage limit";
    private static final String UPGRADE = "please upgrade for higher limits";
    private static final String ACCOUNT = "You exceeded your current quota: insufficient_quota";
    private static final String TOO_LONG =
            "the prompt is longer than the context length currently available to the model";

    private Failures() {}

    static List<Failure> all() {
        return List.of(
                Failure.ofAddress("refused", "nothing listens at the address", _ -> NOWHERE),
                Failure.ofAddress(
                        "tls",
                        "the server at an https address speaks no TLS",
                        url -> url.replace("http:", "https:")),
                ends("reset", "the connection is reset", new Ending.Reset()),
                ends("cut", "the connection is closed within the body", new Ending.Cut()),
                ends("reset-no-rescue", "the same under MIDSTREAM=error", new Ending.Reset())
                        .with("MIDSTREAM", "error"),
                ends("reset-json", "the same in an answer as JSON", new Ending.Reset())
                        .asking(FOR_JSON),
                status(500),
                status(502),
                status(408),
                Failure.of(
                        "redirect",
                        "HTTP 302 to another place",
                        (_, _, wire) ->
                                error(302, wire, "moved").withHeader("Location", "/elsewhere")),
                ends("no-first-token", "nothing is sent in time", new Ending.Silence())
                        .with("FIRST_TOKEN_TIMEOUT_SECONDS", "0.5"),
                Failure.of(
                                "headers-only",
                                "the head is sent, and no line in time",
                                (well, pieces, _) ->
                                        well.headersAfter(Duration.ofMillis(10))
                                                .then(new Ending.Silence())
                                                .after(pieces))
                        .with("FIRST_TOKEN_TIMEOUT_SECONDS", "0.5"),
                ends("silence", "it falls silent after its first words", new Ending.Silence())
                        .with("IDLE_TIMEOUT_SECONDS", "0.5"),
                Failure.of("silent-thinker", "it thinks, and falls silent", Failures::thinks)
                        .with("IDLE_TIMEOUT_SECONDS", "0.5"),
                ends("attempt-time", "the attempt's time is over", new Ending.Silence())
                        .with("ATTEMPT_TIMEOUT_SECONDS", "0.6"),
                ends("query-time", "the query's time is over", new Ending.Silence())
                        .with("QUERY_TIMEOUT_SECONDS", "1.6"),
                status(503),
                status(429),
                waits("503-seconds", 503, RETRY_AFTER, () -> "1"),
                waits("429-seconds", 429, RETRY_AFTER, () -> "1"),
                waits("429-millis", 429, "retry-after-ms", () -> "1000"),
                waits("429-date", 429, RETRY_AFTER, () -> date(3)),
                waits("503-far-seconds", 503, RETRY_AFTER, () -> "900"),
                waits("429-far-seconds", 429, RETRY_AFTER, () -> "900"),
                waits("429-far-millis", 429, "retry-after-ms", () -> "900000"),
                waits("429-far-date", 429, RETRY_AFTER, () -> date(900)),
                says("429-limit", "HTTP 429: " + LIMIT, 429, LIMIT),
                says("429-upgrade", "HTTP 429: " + UPGRADE, 429, UPGRADE),
                says("429-account", "HTTP 429: " + ACCOUNT, 429, ACCOUNT),
                status(402),
                status(401),
                status(403),
                status(404),
                ends("bad-line", "a line breaks off in its JSON", new Ending.BadJson()),
                ends(
                        "no-end",
                        "the body ends and the answer does not",
                        new Ending.EndWithoutDone()),
                ends("error-line", "an error line under HTTP 200", new Ending.ErrorLine(CANARY)),
                ends("odd-key", "a line with a key of no protocol", new Ending.OddKey()),
                finishes("empty", "a finished answer of nothing", Behaviour.empty()),
                finishes(
                        "thinking-only",
                        "a finished answer of thinking",
                        Behaviour.emptyAfterThinking("hm hm")),
                finishes(
                        "blank-only",
                        "a finished answer of blanks",
                        Behaviour.pieces(List.of("\n", "  "))),
                lacks("tools").asking(WITH_TOOL),
                lacks("thinking").asking(WITH_THINKING),
                lacks("vision").asking(WITH_IMAGE),
                says("context", "HTTP 400: " + TOO_LONG, 400, TOO_LONG).asking(SECOND),
                says("context-question", "the question alone is too long", 400, TOO_LONG),
                status(400),
                status(413),
                status(422),
                ends("client-leaves", "the client closes its connection", new Ending.Silence())
                        .ofClient());
    }

    private static Failure ends(String name, String story, Ending ending) {
        return Failure.of(name, story, (well, pieces, _) -> well.then(ending).after(pieces));
    }

    private static Failure status(int status) {
        return says("http-" + status, "HTTP " + status, status, "no");
    }

    private static Failure says(String name, String story, int status, String message) {
        return Failure.of(name, story, (_, _, wire) -> error(status, wire, message));
    }

    private static Behaviour error(int status, Wire wire, String message) {
        return Behaviour.error(status, wire.error(message + " " + CANARY))
                .withHeader("X-Upstream", CANARY);
    }

    private static Failure waits(String name, int status, String header, Supplier<String> value) {
        Fault fault =
                (_, _, wire) -> error(status, wire, "slow down").withHeader(header, value.get());
        return Failure.of(name, "HTTP %d with %s".formatted(status, header), fault);
    }

    /** In whole seconds, as dates in headers are. */
    private static String date(int secondsFromNow) {
        var date = SystemTime.instants().instant().plus(Duration.ofSeconds(secondsFromNow));
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC));
    }

    private static Failure finishes(String name, String story, Behaviour answer) {
        return Failure.of(name, story, (_, _, _) -> answer.usage(20, 7));
    }

    private static Failure lacks(String capability) {
        return Failure.of(
                "no-" + capability,
                "the model does not support " + capability,
                (_, _, _) -> Behaviour.refuseCapability(capability));
    }

    private static Behaviour thinks(Behaviour well, int pieces, Wire wire) {
        return Behaviour.emptyAfterThinking("hm hm").then(new Ending.Silence()).after(pieces);
    }
}
