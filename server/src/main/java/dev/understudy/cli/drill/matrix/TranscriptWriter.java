package dev.understudy.cli.drill.matrix;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.simulator.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Puts what was seen into the words of a {@link Transcript}. Pure functions. */
final class TranscriptWriter {
    /** A notice within the text, with the line break before its marks and the empty line behind. */
    private static final Pattern NOTICE =
            Pattern.compile("\n?\u2063\u2064\u2063.*?\u2064\u2063\u2064(\n\n)?", Pattern.DOTALL);

    /** Longer than any delay of the matrix, shorter than any wait that its servers ask for. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(900);

    private TranscriptWriter() {}

    /**
     * The attempts in order, with {@code waited} where a second passed between two, and how many
     * calls the models' server had where those were not as many.
     *
     * @param attempts as the usage log has them
     * @param calls as they reached the models' server
     */
    static String attempts(List<String> attempts, List<RecordedRequest> calls) {
        boolean oneEach = attempts.size() == calls.size();
        var text = new StringBuilder();
        for (int i = 0; i < attempts.size(); i++) {
            if (oneEach && i > 0 && waited(calls.get(i - 1), calls.get(i))) {
                text.append(", waited");
            }
            text.append(i == 0 ? "" : ", ").append(brief(attempts.get(i)));
        }
        return oneEach
                ? text.toString()
                : "%s [%d call%s]".formatted(text, calls.size(), calls.size() == 1 ? "" : "s");
    }

    private static boolean waited(RecordedRequest first, RecordedRequest next) {
        return Duration.between(first.receivedAt(), next.receivedAt()).compareTo(SHORTEST_WAIT) > 0;
    }

    private static String brief(String attempt) {
        return attempt.replace(PRIMARY + ":", "C").replace(FALLBACK + ":", "L");
    }

    static String notices(JsonNode understudy) {
        return orNothing(
                understudy
                        .path("notices")
                        .valueStream()
                        .map(notice -> notice.path("kind").asString("?"))
                        .collect(Collectors.joining(" ")));
    }

    static String text(String content) {
        return orNothing(NOTICE.matcher(content).replaceAll("*").strip());
    }

    static String end(Heard heard) {
        var reply = heard.reply();
        if (heard.error().isMissingNode()) {
            return "%d %s".formatted(reply.status(), orNothing(heard.finish()));
        }
        var code = heard.error().path("code").asString("?");
        return reply.streamed()
                ? "%d error %s".formatted(reply.status(), code)
                : "%d %s%s%s"
                        .formatted(
                                reply.status(),
                                code,
                                reply.header("x-should-retry").equals("false") ? " no-retry" : "",
                                after(reply.header("retry-after")));
    }

    /** Long times in minutes: the seconds depend on when a date was read. */
    private static String after(String retryAfter) {
        if (retryAfter.isEmpty()) {
            return "";
        }
        long seconds = Long.parseLong(retryAfter);
        return seconds < 120
                ? " after %d s".formatted(seconds)
                : " after %d min".formatted(Math.round(seconds / 60.0));
    }

    static String tokens(JsonNode understudy) {
        var usage = understudy.path("usage");
        return usage.isObject()
                ? "%d+%d%s"
                        .formatted(
                                usage.path("prompt_tokens").asLong(-1),
                                usage.path("completion_tokens").asLong(-1),
                                usage.path("estimated").asBoolean() ? "~" : "")
                : Transcript.NOTHING;
    }

    /** Of each model its breaker, or how many failures it has seen in a row. */
    static String health(JsonNode status) {
        return status.path("models")
                .valueStream()
                .map(TranscriptWriter::condition)
                .collect(Collectors.joining(" "));
    }

    private static String condition(JsonNode model) {
        int failures = model.path("failures_in_a_row").asInt(-1);
        var health = model.path("health").asString("?");
        return health.equals("closed") ? String.valueOf(failures) : health;
    }

    static String orNothing(String text) {
        return text.isEmpty() ? Transcript.NOTHING : text;
    }
}
