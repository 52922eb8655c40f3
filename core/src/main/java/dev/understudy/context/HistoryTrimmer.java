package dev.understudy.context;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Role;
import java.util.ArrayList;
import java.util.Arrays;
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
        int[] counts = messages.stream().mapToInt(this::tokens).toArray();
        var turns = turns(messages, counts);
        int tokens = Arrays.stream(counts).sum();
        int left = 0;
        while (tokens > promptBudget && left < turns.size() - 1) {
            tokens -= turns.get(left++).tokens();
        }
        int keptFrom = left == 0 ? 0 : turns.get(left).begin();
        var kept = new ArrayList<ChatMessage>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (i >= keptFrom || message.role() == Role.SYSTEM) {
                kept.add(message);
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

    /**
     * A user's message and all that followed it.
     *
     * @param begin the place of its first message that is no system prompt
     * @param tokens of its messages, without system prompts in between
     */
    private record Turn(int begin, int tokens) {}

    /**
     * The turns of a conversation, oldest first. A system prompt belongs to none and ends none: it
     * may stand in the middle of a tool exchange.
     */
    private List<Turn> turns(List<ChatMessage> messages, int[] counts) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < messages.size(); i++) {
            var role = messages.get(i).role();
            if (role == Role.SYSTEM) {
                continue;
            }
            if (role == Role.USER || turns.isEmpty()) {
                turns.add(new Turn(i, counts[i]));
            } else {
                var turn = turns.removeLast();
                turns.add(new Turn(turn.begin(), turn.tokens() + counts[i]));
            }
        }
        return turns;
    }
}
