package dev.understudy.upstream.ollama;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatEvent.Finished;
import dev.understudy.chat.ChatEvent.Text;
import dev.understudy.chat.ChatEvent.Thinking;
import dev.understudy.chat.ChatEvent.ToolCalls;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import dev.understudy.failure.Defect;
import dev.understudy.upstream.http.AnswerEvents;
import dev.understudy.upstream.http.AnswerLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes to lines to events, without a socket. */
class OllamaStreamTest {
    private static final String DONE =
            """
            {"model":"m","message":{"role":"assistant","content":""},"done":true,\
            "done_reason":"stop","prompt_eval_count":11,"eval_count":22}
            """;

    private final List<ChatEvent> heard = new ArrayList<>();
    private final OllamaAnswer answer =
            new OllamaAnswer(new AnswerEvents(heard::add), () -> "made-up");

    @Test
    void mergesLinesOfOneKindThatArriveTogether() {
        assertThat(
                        read(
                                """
                                {"message":{"role":"assistant","thinking":"Let me"},"done":false}
                                {"message":{"role":"assistant","content":"","thinking":" see"},"done":false}
                                {"message":{"role":"assistant","content":""},"done":false}

                                {"message":{"role":"assistant","content":"15"},"done":false}\r
                                {"message":{"role":"assistant","content":"%"},"done":false}
                                """
                                        + DONE))
                .isNull();

        assertThat(heard)
                .containsExactly(
                        new Thinking("Let me see"),
                        new Text("15%"),
                        new Finished(FinishReason.STOP, new TokenUsage(11, 22, false)));
    }

    @Test
    void readsTheSameWhereverTheBytesAreCut() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var text =
                """
                {"message":{"content":"Grüße, 世界 \\ud83d\\ude00"},"done":false}
                {"message":{"content":" 🎭 naïve"},"done":false}
                """
                        + DONE;
        var bytes = text.getBytes(UTF_8);
        for (var round = 0; round < 500; round++) {
            heard.clear();
            var fresh = new AnswerEvents(heard::add);
            var lines = new AnswerLines(1024, 10_000, new OllamaAnswer(fresh, () -> "made-up"));
            for (var at = 0; at < bytes.length; ) {
                var next = Math.min(bytes.length, at + 1 + random.nextInt(9));
                assertThat(lines.take(Arrays.copyOfRange(bytes, at, next))).isNull();
                if (random.nextBoolean()) {
                    fresh.flush();
                }
                at = next;
            }
            assertThat(said()).as("seed %d", seed).isEqualTo("Grüße, 世界 😀 🎭 naïve");
            assertThat(heard.getLast()).as("seed %d", seed).isInstanceOf(Finished.class);
        }
    }

    @Test
    void keepsTheOrderOfTextAndToolCallsAndEveryDigitOfArguments() {
        read(
                """
                {"message":{"content":"I look.","tool_calls":[{"id":"call_1","function":\
                {"index":0,"name":"look","arguments":{"n":1.10,"big":12345678901234567890,"s":"ü"}}}]},"done":false}
                {"message":{"tool_calls":[{"function":{"name":"go"}}]},"done":false}
                """
                        + DONE);

        assertThat(heard)
                .containsExactly(
                        new Text("I look."),
                        new ToolCalls(
                                List.of(
                                        new ToolCall(
                                                "call_1",
                                                "look",
                                                "{\"n\":1.10,\"big\":12345678901234567890,\"s\":\"ü\"}"))),
                        new ToolCalls(List.of(new ToolCall("made-up", "go", "{}"))),
                        new Finished(FinishReason.TOOL_CALLS, new TokenUsage(11, 22, false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "done_reason":"length","prompt_eval_count":3,"eval_count":4 | LENGTH | 3 | 4 | false
                    "done_reason":"load"                                        | STOP   | 0 | 0 | true
                    "done_reason":"stop","eval_count":4                         | STOP   | 0 | 4 | false
                    "prompt_eval_count":3                                       | STOP   | 3 | 0 | false
                    "done_reason":null,"prompt_eval_count":"3","eval_count":[4] | STOP   | 0 | 0 | true
                    """)
    void readsReasonAndCounts(
            String fields, FinishReason reason, long prompt, long completion, boolean estimated) {
        read("{\"message\":{\"content\":\"\"},\"done\":true,%s}\n".formatted(fields));

        assertThat(heard)
                .containsExactly(
                        new Finished(reason, new TokenUsage(prompt, completion, estimated)));
    }

    @Test
    void readsALastLineWithoutANewlineAndNothingBehindTheEnd() {
        assertThat(read(DONE.strip())).isNull();
        assertThat(read("{\"error\":\"late\"}\n")).isNull();

        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"error":"boom"}                                                | ERROR_LINE
                    {"message":{"content":"x"},"done":true,"error":"boom"}          | ERROR_LINE
                    {"error":{"message":"boom"}}                                    | ERROR_LINE
                    {"error parsing tool call":"raw='{'"}                           | BAD_LINE
                    {"done":false}                                                  | BAD_LINE
                    {"message":null,"done":false}                                   | BAD_LINE
                    {"message":"text","done":false}                                 | BAD_LINE
                    {"message":{"content":5},"done":false}                          | BAD_LINE
                    {"message":{"content":["x"]},"done":false}                      | BAD_LINE
                    {"message":{"tool_calls":[5]},"done":false}                     | BAD_LINE
                    {"message":{"tool_calls":[{}]},"done":false}                    | BAD_LINE
                    {"message":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}} | BAD_LINE
                    {"message":{"content":"x"},"done":false} {}                     | BAD_LINE
                    {"message":{"content":"x"                                       | BAD_LINE
                    {"eval_count":99999999999999999999,"done":true}                 | BAD_LINE
                    <html>                                                          | BAD_LINE
                    data: {"message":{"content":"x"}}                               | BAD_LINE
                    [1]                                                             | BAD_LINE
                    5                                                               | BAD_LINE
                    """)
    void refusesALineThatIsNotOfTheProtocol(String line, Defect expected) {
        assertThat(read(line)).isEqualTo(expected);
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var lines = new AnswerLines(1024, 10_000, answer);

        assertThat(
                        lines.take(
                                "{\"message\":{\"content\":\"\u00fc\"},\"done\":false}\n"
                                        .getBytes(ISO_8859_1)))
                .isEqualTo(Defect.BAD_LINE);
    }

    @Test
    void refusesDeepNestingWithoutFailingItself() {
        assertThat(read("{\"message\":{\"x\":" + "[".repeat(100_000))).isEqualTo(Defect.BAD_LINE);
    }

    @Test
    void boundsALineWhetherOrNotItEnds() {
        assertThat(new AnswerLines(10, 1_000, answer).take(" ".repeat(11).getBytes(UTF_8)))
                .isEqualTo(Defect.TOO_LARGE);
        assertThat(new AnswerLines(10, 1_000, answer).take((" ".repeat(11) + "\n").getBytes(UTF_8)))
                .isEqualTo(Defect.TOO_LARGE);
        var inParts = new AnswerLines(10, 1_000, answer);
        assertThat(inParts.take(" ".repeat(10).getBytes(UTF_8))).isNull();
        assertThat(inParts.take(" \n".getBytes(UTF_8))).isEqualTo(Defect.TOO_LARGE);
    }

    @Test
    void boundsTheWholeAnswer() {
        var lines = new AnswerLines(10, 25, answer);

        assertThat(lines.take("         \n\n\n\n\n\n\n\n\n\n\n".getBytes(UTF_8))).isNull();
        assertThat(lines.take("\n\n\n\n\n\n".getBytes(UTF_8))).isEqualTo(Defect.TOO_LARGE);
    }

    private @Nullable Defect read(String text) {
        var lines = new AnswerLines(1024 * 1024, 10_000_000, answer);
        var defect = lines.take(text.getBytes(UTF_8));
        if (defect == null) {
            defect = lines.end();
        }
        return defect;
    }

    private String said() {
        var said = new StringBuilder();
        for (var event : heard) {
            if (event instanceof Text(var text)) {
                said.append(text);
            }
        }
        return said.toString();
    }
}
