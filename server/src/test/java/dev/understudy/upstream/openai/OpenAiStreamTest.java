package dev.understudy.upstream.openai;

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
class OpenAiStreamTest {
    private static final String END =
            """
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":22}}

            data: [DONE]

            """;

    private final List<ChatEvent> heard = new ArrayList<>();

    @Test
    void readsAllThatAStreamMayHold() {
        assertThat(
                        read(
                                """
                                : OPENROUTER PROCESSING

                                event: message
                                id: 5
                                retry: 100
                                data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null,"error":null}

                                data:{"choices":[{"delta":{"reasoning_content":"Let me"}}]}
                                data:   {"choices":[{"delta":{"reasoning_content":null,"reasoning":" see"}}]}\r
                                \r
                                data: {"choices":[{"delta":{"reasoning":".","reasoning_content":"."}}]}
                                data:
                                data: {"choices":[{"delta":{"content":"15"},"finish_reason":""}]}
                                data: {"choices":[{"delta":{"content":"%"},"logprobs":{"content":[]}}]}
                                data: {"choices":[]}
                                """
                                        + END))
                .isNull();

        assertThat(heard)
                .containsExactly(
                        new Thinking("Let me see."),
                        new Text("15%"),
                        new Finished(FinishReason.STOP, new TokenUsage(11, 22, false)));
    }

    @Test
    void readsTheSameWhereverTheBytesAreCut() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var bytes =
                ("""
                data: {"choices":[{"delta":{"content":"Grüße, 世界 \\ud83d\\ude00"}}]}\r
                \r
                data: {"choices":[{"delta":{"content":" 🎭 naïve"}}]}

                """
                                + END)
                        .getBytes(UTF_8);
        for (var round = 0; round < 500; round++) {
            heard.clear();
            var events = new AnswerEvents(heard::add);
            var lines = new AnswerLines(1024, 10_000, answer(events));
            for (var at = 0; at < bytes.length; ) {
                var next = Math.min(bytes.length, at + 1 + random.nextInt(9));
                assertThat(lines.take(Arrays.copyOfRange(bytes, at, next))).isNull();
                if (random.nextBoolean()) {
                    events.flush();
                }
                at = next;
            }
            assertThat(said()).as("seed %d", seed).isEqualTo("Grüße, 世界 😀 🎭 naïve");
            assertThat(heard.getLast())
                    .as("seed %d", seed)
                    .isEqualTo(new Finished(FinishReason.STOP, new TokenUsage(11, 22, false)));
        }
    }

    @Test
    void gathersToolCallsByTheirIndexAndGivesThemOutWhole() {
        read(
                """
                data: {"choices":[{"delta":{"content":"I look."}}]}
                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":""}}]}}]}
                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"n\\":"}}]}}]}
                data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"go","arguments":null}},{"index":0,"function":{"arguments":"1.10}"}}]}}]}
                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":" "}}]}}]}
                data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}
                data: [DONE]
                """);

        assertThat(heard)
                .containsExactly(
                        new Text("I look."),
                        new ToolCalls(
                                List.of(
                                        new ToolCall("a", "look", "{\"n\":1.10} "),
                                        new ToolCall("b", "go", "{}"))),
                        new Finished(FinishReason.TOOL_CALLS, new TokenUsage(0, 0, true)));
    }

    /** By servers that count wrongly, do not count, or give no ids. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},{"index":0,"id":"b","function":{"name":"f","arguments":"{}"}} | a f {}, b f {}
                    {"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"g","arguments":"{}"}} | a f {}, b g {}
                    {"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"{}"}} | made-up f {}, made-up g {}
                    {"id":"a","function":{"name":"f","arguments":"{"}},{"function":{"arguments":"}"}} | a f {}
                    {"index":0,"function":{"name":"f","arguments":"{"}},{"index":0,"id":"late","function":{"arguments":"}"}} | late f {}
                    {"index":3,"id":"a","function":{"name":"f"}} | a f {}
                    """)
    void tellsToolCallsApart(String fragments, String expected) {
        read(
                """
                data: {"choices":[{"delta":{"tool_calls":[%s]}}]}
                data: {"choices":[{"delta":{},"finish_reason":"stop"}]}
                data: [DONE]
                """
                        .formatted(fragments));

        assertThat(heard.getFirst())
                .isInstanceOfSatisfying(
                        ToolCalls.class,
                        calls ->
                                assertThat(
                                                calls.calls().stream()
                                                        .map(call ->
                                                                call.id()
                                                                        + " "
                                                                        + call.name()
                                                                        + " "
                                                                        + call.argumentsJson())
                                                        .toList())
                                        .containsExactly(expected.split(", ")));
        assertThat(heard.getLast())
                .isEqualTo(new Finished(FinishReason.TOOL_CALLS, new TokenUsage(0, 0, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "eos, STOP",
        "length, LENGTH",
        "model_length, LENGTH",
        "content_filter, CONTENT_FILTER",
        "tool_calls, TOOL_CALLS",
        "function_call, TOOL_CALLS",
    })
    void readsWhyTheModelStopped(String reason, FinishReason expected) {
        assertThat(
                        read(
                                """
                                data: {"choices":[{"delta":{"content":"x"},"finish_reason":"%s"}]}
                                """
                                        .formatted(reason)))
                .isNull();

        assertThat(heard)
                .containsExactly(new Text("x"), new Finished(expected, new TokenUsage(0, 0, true)));
    }

    @ParameterizedTest
    @CsvSource({"error", "abort", "insufficient_system_resource"})
    void readsThatTheServerBrokeOff(String reason) {
        assertThat(
                        read(
                                """
                                data: {"choices":[{"delta":{"content":"x"},"finish_reason":"%s"}]}
                                data: [DONE]
                                """
                                        .formatted(reason)))
                .isEqualTo(Defect.ERROR_LINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}      | 3 | 4 | false
                    {"prompt_tokens":3}                                             | 3 | 0 | false
                    {"prompt_tokens":"3","completion_tokens":[4]}                   | 0 | 0 | true
                    {"prompt_tokens":-3,"completion_tokens":2000000000}             | 0 | 0 | true
                    {}                                                              | 0 | 0 | true
                    null                                                            | 0 | 0 | true
                    """)
    void readsTheCounts(String usage, long prompt, long completion, boolean estimated) {
        read(
                """
                data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}],"usage":%s}
                data: [DONE]
                """
                        .formatted(usage));

        assertThat(heard.getLast())
                .isEqualTo(
                        new Finished(
                                FinishReason.STOP, new TokenUsage(prompt, completion, estimated)));
    }

    @Test
    void takesTheLastCounts() {
        read(
                """
                data: {"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":9,"completion_tokens":1}}
                data: {"choices":[{"delta":{"content":"y"}}],"usage":{"prompt_tokens":9,"completion_tokens":2}}
                data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}
                data: {"usage":{"prompt_tokens":9,"completion_tokens":3}}
                data: [DONE]
                data: {"usage":{"prompt_tokens":9,"completion_tokens":4}}
                """);

        assertThat(heard.getLast())
                .isEqualTo(new Finished(FinishReason.STOP, new TokenUsage(9, 3, false)));
    }

    @Test
    void readsContentInParts() {
        read(
                """
                data: {"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}}]}
                data: {"choices":[{"delta":{"content":[{"type":"text","text":"It is"},{"type":"text","text":" 4."}]}}]}
                data: {"choices":[{"delta":{"content":null,"refusal":" No."}}]}
                """
                        + END);

        assertThat(heard.subList(0, 2))
                .containsExactly(new Thinking("hm"), new Text("It is 4. No."));
    }

    @Test
    void takesNoHarmFromWhatComesBehindTheFinishReason() {
        assertThat(
                        read(
                                """
                                data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}
                                data: {"error":{"message":"late"}}
                                junk
                                """
                                        + END))
                .isNull();

        assertThat(heard)
                .containsExactly(
                        new Text("x"),
                        new Finished(FinishReason.STOP, new TokenUsage(11, 22, false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    data: {"error":{"message":"boom","code":500}}                        | ERROR_LINE
                    data: {"error":"boom"}                                               | ERROR_LINE
                    data: {"choices":[{"delta":{"content":"x"}}],"error":{"code":502}}   | ERROR_LINE
                    data: {"choices":[{"delta":{},"error":{"code":502}}]}                | ERROR_LINE
                    data: {"error parsing tool call":"raw='{'"}                          | BAD_LINE
                    data: {}                                                             | BAD_LINE
                    data: {"choices":"x"}                                                | BAD_LINE
                    data: {"choices":[5]}                                                | BAD_LINE
                    data: {"choices":[{"delta":{"content":5}}]}                          | BAD_LINE
                    data: {"choices":[{"delta":{"content":["x"]}}]}                      | BAD_LINE
                    data: {"choices":[{"delta":{"tool_calls":[5]}}]}                     | BAD_LINE
                    data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"f","arguments":{}}}]}}]} | BAD_LINE
                    data: {"choices":[{"delta":{"tool_calls":[{"id":"a"}]},"finish_reason":"tool_calls"}]} | BAD_LINE
                    data: {"choices":[{"delta":{"content":"x"}}]} {}                     | BAD_LINE
                    data: {"choices":[{"delta":{"content":"x"                            | BAD_LINE
                    data: {"usage":{"prompt_tokens":99999999999999999999}}               | BAD_LINE
                    data: <html>                                                         | BAD_LINE
                    data: [1]                                                            | BAD_LINE
                    data: 5                                                              | BAD_LINE
                    <html>                                                               | BAD_LINE
                    junk: 5                                                              | BAD_LINE
                    data: [DONE]                                                         | NO_END
                    : nothing but a comment                                              | NO_END
                    {"error":{"message":"boom"}}                                         | ERROR_LINE
                    {"choices":[{"message":{"content":"x"},"finish_reason":null}]}       | NO_END
                    {"choices":                                                          | BAD_LINE
                    {"message":{"content":"x"},"done":true}                              | BAD_LINE
                    """)
    void refusesWhatIsNoAnswer(String line, Defect expected) {
        assertThat(read(line)).isEqualTo(expected);
        assertThat(heard).noneMatch(Finished.class::isInstance);
    }

    @Test
    void boundsTheNumberOfToolCallsAndTheSizeOfAWholeObject() {
        var calls = new StringBuilder();
        for (var i = 0; i < 129; i++) {
            calls.append("{\"index\":%d,\"function\":{\"name\":\"f\"}},".formatted(i));
        }
        calls.setLength(calls.length() - 1);
        assertThat(read("data: {\"choices\":[{\"delta\":{\"tool_calls\":[%s]}}]}".formatted(calls)))
                .isEqualTo(Defect.TOO_LARGE);

        assertThat(read("{\n" + ("x".repeat(1000) + "\n").repeat(5_000)))
                .isEqualTo(Defect.TOO_LARGE);
    }

    @Test
    void refusesDeepNestingWithoutFailingItself() {
        assertThat(read("data: {\"choices\":" + "[".repeat(100_000))).isEqualTo(Defect.BAD_LINE);
    }

    private @Nullable Defect read(String text) {
        var events = new AnswerEvents(heard::add);
        var answer = answer(events);
        var lines = new AnswerLines(1024 * 1024, 10_000_000, answer);
        var defect = lines.take(text.getBytes(UTF_8));
        if (defect == null) {
            defect = lines.end();
        }
        if (defect == null && !events.hasFinished()) {
            defect = answer.end();
        }
        return defect;
    }

    private static OpenAiAnswer answer(AnswerEvents events) {
        return new OpenAiAnswer(events, () -> "made-up");
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
