package dev.understudy.upstream.http;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.chat.ToolCall;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives out what an answer says. Text is held back until {@link #flush()}, so that lines which
 * arrived together become one event, and later one write. One thread at a time.
 */
public final class AnswerEvents {
    private final Consumer<ChatEvent> events;
    private final StringBuilder more = new StringBuilder();
    private String held = "";
    private boolean heldIsThinking;
    private boolean finished;

    public AnswerEvents(Consumer<ChatEvent> events) {
        this.events = events;
    }

    /** Answer text; nothing where it is empty. */
    public void text(String text) {
        hold(text, false);
    }

    /** Thought; nothing where it is empty. */
    public void thinking(String text) {
        hold(text, true);
    }

    public void toolCalls(List<ToolCall> calls) {
        flush();
        events.accept(new ChatEvent.ToolCalls(calls));
    }

    /**
     * The end of the answer.
     *
     * @param promptTokens the server's count; negative = not said
     * @param completionTokens the server's count; negative = not said
     */
    public void finished(FinishReason reason, long promptTokens, long completionTokens) {
        flush();
        finished = true;
        var said = promptTokens >= 0 || completionTokens >= 0;
        var usage = new TokenUsage(Math.max(promptTokens, 0), Math.max(completionTokens, 0), !said);
        events.accept(new ChatEvent.Finished(reason, usage));
    }

    public boolean hasFinished() {
        return finished;
    }

    boolean holdsText() {
        return !held.isEmpty();
    }

    /** Says what is held back. */
    public void flush() {
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
}
