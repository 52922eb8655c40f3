package dev.understudy.context;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a conversation fit into a prompt's budget by leaving out its oldest turns, whole ones only.
 * A turn is a user's message and all that followed it, so no tool exchange is ever cut in half.
 * System prompts and the last turn always stay. Immutable and thread-safe.
 */
public final class HistoryTrimmer {
    /** What each message costs beside its text: the role and the marks around it. */
    static final int TOKENS_PER_MESSAGE = 4;

    /** What a picture costs, roughly, whatever its size. */
    static final int TOKENS_PER_IMAGE = 1_000;

    private final TokenCounter counter;

    public HistoryTrimmer(TokenCounter counter) {
        this.counter = counter;
    }

    /**
     * What is sent.
     *
     * @param messages what stays, in order
     * @param promptTokens tokens of what stays, by the counter
     * @param turnsLeftOut how many turns were left out
     */
    public record Fitted(List<ChatMessage> messages, int promptTokens, int turnsLeftOut) {
        public Fitted {
            messages = List.copyOf(messages);
        }
    }

    /**
     * The conversation without as many of its oldest turns as it takes to fit. Where even the last
     * turn alone is too long, that one stays: whether it really is, the upstream knows better.
     */
    public Fitted fit(List<ChatMessage> messages, int promptBudget) {
        var turns = turns(messages);
        int tokens = turns.stream().mapToInt(Turn::tokens).sum();
        int left = 0;
        int last = lastUnpinned(turns);
        var kept = new ArrayList<ChatMessage>();
        for (int i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            if (!turn.pinned() && i < last && tokens > promptBudget) {
                tokens -= turn.tokens();
                left++;
            } else {
                kept.addAll(turn.messages());
            }
        }
        return new Fitted(kept, tokens, left);
    }

    /** Tokens of one message, with what surrounds it. */
    public int tokens(ChatMessage message) {
        int calls =
                message.toolCalls().stream()
                        .mapToInt(call ->
                                counter.count(call.name()) + counter.count(call.argumentsJson()))
                        .sum();
        return TOKENS_PER_MESSAGE
                + counter.count(message.text())
                + calls
                + TOKENS_PER_IMAGE * message.images().size();
    }

    private static int lastUnpinned(List<Turn> turns) {
        int last = turns.size() - 1;
        while (last >= 0 && turns.get(last).pinned()) {
            last--;
        }
        return last;
    }

    private record Turn(List<ChatMessage> messages, int tokens, boolean pinned) {}

    private List<Turn> turns(List<ChatMessage> messages) {
        var turns = new ArrayList<Turn>();
        var current = new ArrayList<ChatMessage>();
        for (var message : messages) {
            boolean system = message.role() == Role.SYSTEM;
            if ((system || message.role() == Role.USER) && !current.isEmpty()) {
                turns.add(turn(current, false));
                current = new ArrayList<>();
            }
            if (system) {
                turns.add(turn(List.of(message), true));
            } else {
                current.add(message);
            }
        }
        if (!current.isEmpty()) {
            turns.add(turn(current, false));
        }
        return turns;
    }

    private Turn turn(List<ChatMessage> messages, boolean pinned) {
        int tokens = messages.stream().mapToInt(this::tokens).sum();
        return new Turn(List.copyOf(messages), tokens, pinned);
    }
}
