package dev.understudy.upstream.openai;

import dev.understudy.chat.FinishReason;
import dev.understudy.failure.Defect;
import dev.understudy.upstream.http.AnswerEvents;
import dev.understudy.upstream.http.AnswerReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns server-sent events, each of one {@code data} line that holds one JSON object, into chat
 * events. An answer by a server that does not stream, one JSON object over one line or more, is
 * taken too. One thread at a time.
 *
 * <p>The answer is whole with its finish reason. The counts of tokens come after that, and {@code
 * [DONE]} after those; where they stay away, the end of the body will do.
 */
final class OpenAiAnswer implements AnswerReader {
    /** Of an answer that is not streamed: far more than a model may say, and little to hold. */
    private static final int LONGEST_OBJECT = 4 * 1024 * 1024;

    private final AnswerEvents events;
    private final OpenAiToolCalls toolCalls;
    private final OpenAiChunk chunk;
    private final StringBuilder object = new StringBuilder();
    private final EventLine.DataReader data = this::data;
    private boolean begun;
    private boolean streamed;

    /** Empty until it was said. */
    private String finishReason = "";

    private long promptTokens = -1;
    private long completionTokens = -1;

    /** {@code newCallId} names a tool call to which the server gave no id. */
    OpenAiAnswer(AnswerEvents events, Supplier<String> newCallId) {
        this.events = events;
        this.toolCalls = new OpenAiToolCalls(newCallId);
        this.chunk = new OpenAiChunk(toolCalls);
    }

    @Override
    public @Nullable Defect line(char[] chars, int length) {
        if (events.hasFinished()) {
            return null;
        }
        if (!begun) {
            begun = true;
            streamed = !beginsObject(chars, length);
        }
        return streamed ? streamedLine(chars, length) : objectLine(chars, length);
    }

    /** No line of an event stream begins with a brace. */
    private static boolean beginsObject(char[] chars, int length) {
        var at = 0;
        while (at < length && chars[at] <= ' ') {
            at++;
        }
        return at < length && chars[at] == '{';
    }

    private @Nullable Defect streamedLine(char[] chars, int length) {
        var defect = EventLine.read(chars, length, data);
        // Whatever is wrong behind the finish reason: the answer is whole.
        return isWhole() ? null : defect;
    }

    private @Nullable Defect data(char[] chars, int from, int length) {
        if (EventLine.isDone(chars, from, length)) {
            return end();
        }
        var defect = chunk.read(chars, from, length);
        return defect == null ? take() : defect;
    }

    private @Nullable Defect objectLine(char[] chars, int length) {
        if (object.length() + length > LONGEST_OBJECT) {
            return Defect.TOO_LARGE;
        }
        object.append(chars, 0, length).append('\n');
        return null;
    }

    private @Nullable Defect take() {
        events.thinking(chunk.thinking);
        events.text(chunk.text);
        if (chunk.promptTokens >= 0 || chunk.completionTokens >= 0) {
            promptTokens = chunk.promptTokens;
            completionTokens = chunk.completionTokens;
        }
        if (finishReason.isEmpty() && !chunk.finishReason.isEmpty()) {
            return finish(chunk.finishReason);
        }
        return null;
    }

    /** The model has ended: its tool calls are whole now. */
    private @Nullable Defect finish(String reason) {
        if (OpenAiChunk.isFailure(reason)) {
            return Defect.ERROR_LINE;
        }
        if (!toolCalls.areWhole()) {
            return Defect.BAD_LINE;
        }
        if (!toolCalls.isEmpty()) {
            events.toolCalls(toolCalls.all());
        }
        finishReason = reason;
        return null;
    }

    @Override
    public boolean isWhole() {
        return !finishReason.isEmpty();
    }

    @Override
    public @Nullable Defect end() {
        if (!object.isEmpty()) {
            var chars = object.toString().toCharArray();
            object.setLength(0);
            var defect = chunk.read(chars, 0, chars.length);
            if (defect == null) {
                defect = take();
            }
            if (defect != null) {
                return defect;
            }
        }
        if (!isWhole()) {
            return Defect.NO_END;
        }
        events.finished(reason(), promptTokens, completionTokens);
        return null;
    }

    /** Some servers call it a stop when tools were called. */
    private FinishReason reason() {
        return switch (finishReason) {
            case "length", "model_length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            default -> toolCalls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        };
    }
}
