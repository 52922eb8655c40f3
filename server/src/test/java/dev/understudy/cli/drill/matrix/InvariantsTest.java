package dev.understudy.cli.drill.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.drill.Verdict;
import dev.understudy.cli.drill.Verdict.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised of every reply: each breach is found. */
class InvariantsTest {
    private static final Map<String, String> STREAM =
            Map.of("content-type", "text/event-stream; charset=utf-8");
    private static final String LAST =
            "data: {\"understudy\":{\"attempt\":1,\"outcome\":\"answered\"}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static RawReply stream(String body) {
        return new RawReply(200, STREAM, body, true, true, Duration.ofMillis(5));
    }

    private static List<String> broken(RawReply reply, int attempts) {
        var verdict = new Verdict();
        Invariants.judge(Heard.of(reply), attempts, Duration.ofSeconds(1), verdict);
        return verdict.promises().stream()
                .filter(promise -> !promise.kept())
                .map(Promise::words)
                .toList();
    }

    @Test
    void aStreamThatIsRightBreaksNothing() {
        assertThat(broken(stream(": still working\n\n" + LAST + DONE), 1)).isEmpty();
    }

    @Test
    void moreAttemptsThanAllowedAreFound() {
        assertThat(broken(stream(LAST + DONE), 4))
                .contains("there are at most 3 attempts")
                .contains("the answer names as many attempts as the usage log");
    }

    @Test
    void anOutcomeTooFewOrTooManyIsFound() {
        assertThat(broken(stream(LAST + LAST + DONE), 1))
                .containsExactly("the query has exactly one outcome");
        assertThat(broken(stream(DONE), 1)).contains("the query has exactly one outcome");
    }

    @Test
    void wordsOfTheUpstreamAreFoundInBodyAndHeaders() {
        var told = "data: {\"x\":\"" + Failures.CANARY + "\"}\n\n";
        var inHeader =
                new RawReply(
                        200,
                        Map.of("content-type", "text/event-stream", "x-upstream", Failures.CANARY),
                        LAST + DONE,
                        true,
                        true,
                        Duration.ZERO);

        assertThat(broken(stream(told + LAST + DONE), 1))
                .containsExactly("nothing of the upstream's words is shown");
        assertThat(broken(inHeader, 1)).containsExactly("nothing of the upstream's words is shown");
    }

    @Test
    void whatIsNoEventOrNoJsonIsFound() {
        assertThat(broken(stream("half a line\n\n" + LAST + DONE), 1))
                .containsExactly("every line can be read");
        assertThat(broken(stream("data: {\"a\":\n\n" + LAST + DONE), 1))
                .containsExactly("every line can be read");
        assertThat(broken(stream(LAST + DONE + "data: {\"a\""), 1))
                .contains("every line can be read");
    }

    @Test
    void aLineThatIsTooLongIsFound() {
        var longOne = "data: {\"x\":\"" + "x".repeat(128 * 1024) + "\"}\n\n";

        assertThat(broken(stream(longOne + LAST + DONE), 1)).containsExactly("no line is too long");
    }

    @Test
    void anErrorThatIsNullIsFound() {
        assertThat(broken(stream("data: {\"error\": null}\n\n" + LAST + DONE), 1))
                .containsExactly("no error is null");
    }

    @Test
    void aStreamWithoutItsEndIsFound() {
        var open = new RawReply(200, STREAM, LAST + DONE, true, false, Duration.ZERO);
        var cut = new RawReply(200, STREAM, LAST + DONE, false, true, Duration.ZERO);

        assertThat(broken(stream(LAST), 1))
                .containsExactly("[DONE] and the end of the connection end the stream");
        assertThat(broken(stream(DONE + LAST), 1))
                .containsExactly("[DONE] and the end of the connection end the stream");
        assertThat(broken(open, 1))
                .containsExactly("[DONE] and the end of the connection end the stream");
        assertThat(broken(cut, 1)).containsExactly("the body comes to its end");
    }

    @Test
    void anAnswerThatTakesTooLongIsFound() {
        var late = new RawReply(200, STREAM, LAST + DONE, true, true, Duration.ofSeconds(4));

        assertThat(broken(late, 1)).containsExactly("it ends within the query's time");
    }
}
