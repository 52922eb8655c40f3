package dev.understudy.upstream.ollama;

import dev.understudy.chat.FinishReason;
import dev.understudy.failure.Defect;
import dev.understudy.upstream.http.AnswerEvents;
import dev.understudy.upstream.http.AnswerReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns lines, of one JSON object each, into events. One thread at a time. */
final class OllamaAnswer implements AnswerReader {
    private final AnswerEvents events;
    private final OllamaLine line;
    private boolean toolsCalled;

    /** {@code newCallId} names a tool call to which the server gave no id. */
    OllamaAnswer(AnswerEvents events, Supplier<String> newCallId) {
        this.events = events;
        this.line = new OllamaLine(newCallId);
    }

    /** What comes after the line that says it is done is not read. */
    @Override
    public @Nullable Defect line(char[] chars, int length) {
        if (events.hasFinished()) {
            return null;
        }
        var defect = line.read(chars, length);
        if (defect != null) {
            return defect;
        }
        events.thinking(line.thinking);
        events.text(line.text);
        if (!line.toolCalls.isEmpty()) {
            toolsCalled = true;
            events.toolCalls(line.toolCalls);
        }
        if (line.done) {
            events.finished(reason(), line.promptTokens, line.completionTokens);
        }
        return null;
    }

    /** The line that makes an answer whole is also its end. */
    @Override
    public boolean isWhole() {
        return events.hasFinished();
    }

    @Override
    public @Nullable Defect end() {
        return events.hasFinished() ? null : Defect.NO_END;
    }

    /**
     * Ollama has no reason of its own for tool calls; a model that loads or unloads has stopped.
     */
    private FinishReason reason() {
        if (line.doneReason.equals("length")) {
            return FinishReason.LENGTH;
        }
        return toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
}
