package dev.understudy.upstream.ollama;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.failure.Defect;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns lines into events. Text is held back until {@link #flush()}, so that lines which arrived
 * together become one event, and later one write. One thread at a time.
 */
final class OllamaEvents implements OllamaLines.LineReader {
    private final Consumer<ChatEvent> events;
    private final OllamaLine line;
    private final StringBuilder more = new StringBuilder();
    private String held = "";
    private boolean heldIsThinking;
    private boolean toolsCalled;
    private boolean finished;

    /** {@code newCallId} names a tool call to which the server gave no id. */
    OllamaEvents(Consumer<ChatEvent> events, Supplier<String> newCallId) {
        this.events = events;
        this.line = new OllamaLine(newCallId);
    }

    /** What comes after the line that says it is done is not read. */
    @Override
    public @Nullable Defect line(char[] chars, int length) {
        if (finished) {
            return null;
        }
        var defect = line.read(chars, length);
        if (defect != null) {
            return defect;
        }
        hold(line.thinking, true);
        hold(line.text, false);
        if (!line.toolCalls.isEmpty()) {
            flush();
            toolsCalled = true;
            events.accept(new ChatEvent.ToolCalls(line.toolCalls));
        }
        if (line.done) {
            flush();
            finished = true;
            events.accept(new ChatEvent.Finished(reason(), usage()));
        }
        return null;
    }

    boolean finished() {
        return finished;
    }

    boolean holdsText() {
        return !held.isEmpty();
    }

    /** Says what is held back. */
    void flush() {
        if (held.isEmpty()) {
            return;
        }
        var text = held;
        if (!more.isEmpty()) {
            text = more.insert(0, held).toString();
            more.setLength(0);
        }
        held = "";
        events.accept(heldIsThinking ? new ChatEvent.Thinking(text) : new ChatEvent.Text(text));
    }

    private void hold(String text, boolean thinking) {
        if (text.isEmpty()) {
            return;
        }
        if (held.isEmpty() || heldIsThinking != thinking) {
            flush();
            held = text;
            heldIsThinking = thinking;
        } else {
            more.append(text);
        }
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

    private TokenUsage usage() {
        var said = line.promptTokens >= 0 || line.completionTokens >= 0;
        return new TokenUsage(
                Math.max(line.promptTokens, 0), Math.max(line.completionTokens, 0), !said);
    }
}
