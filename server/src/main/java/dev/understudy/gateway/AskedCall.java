package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Seam;
import dev.understudy.execution.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call as it was asked for, over all attempts to get it answered: what the user has seen of it,
 * and what is to be sent so that another model goes on from there. On the query's event loop only.
 */
final class AskedCall {
    private final ChatRequest request;
    private final QueryCalls.Hearer hearer;
    private final StringBuilder shown = new StringBuilder();
    private final List<ChatEvent> held = new ArrayList<>();
    private @Nullable Seam seam;
    private boolean joining;
    private boolean textNow;
    private boolean toolsNow;

    AskedCall(ChatRequest request, QueryCalls.Hearer hearer) {
        this.request = request;
        this.hearer = hearer;
    }

    QueryCalls.Hearer hearer() {
        return hearer;
    }

    /** Another attempt begins. */
    void begin() {
        held.clear();
        textNow = false;
        toolsNow = false;
        joining = goesOn();
        seam = joining ? new Seam(shown.toString()) : null;
    }

    /** True once: when the first new words are joined to those of another attempt. */
    boolean joins() {
        boolean now = joining && textNow;
        joining &= !now;
        return now;
    }

    /** Whether the user has seen text that the next words are to be joined to. */
    boolean goesOn() {
        return !shown.isEmpty();
    }

    /** What to ask now: to go on with what was seen, where something was. */
    ChatRequest request() {
        if (!goesOn()) {
            return request;
        }
        var messages = new ArrayList<>(request.messages());
        messages.add(ChatMessage.assistant(shown.toString()));
        return request.withMessages(messages);
    }

    /** What to show now of an event; empty for nothing yet. */
    List<ChatEvent> heard(ChatEvent event) {
        if (!hearer.shown()) {
            held.add(event);
            return List.of();
        }
        return switch (event) {
            case ChatEvent.Text(var text) -> text(seam == null ? text : seam.next(text));
            case ChatEvent.ToolCalls _ -> {
                toolsNow = true;
                yield List.of(event);
            }
            case ChatEvent.Thinking _, ChatEvent.Finished _ -> List.of(event);
        };
    }

    /** What was held until the reply was whole. */
    List<ChatEvent> rest() {
        return hearer.shown() && seam != null ? text(seam.end()) : List.copyOf(held);
    }

    private List<ChatEvent> text(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        textNow = true;
        shown.append(text);
        return List.of(new ChatEvent.Text(text));
    }

    /** What the user has seen of the attempt that just failed. */
    Seen seen() {
        if (toolsNow) {
            return Seen.FINAL;
        }
        if (!textNow) {
            return Seen.NOTHING;
        }
        return request.format() instanceof ResponseFormat.PlainText ? Seen.TEXT : Seen.FINAL;
    }
}
