package dev.understudy.chat;

import java.util.List;

/**
 * What a model says, piece by piece. {@link Finished} comes last, once, and only if all went well.
 */
public sealed interface ChatEvent {
    /** Answer text: the only event that is visible. Never empty. */
    record Text(String text) implements ChatEvent {}

    /** Thought before the answer; shown apart from it. Never empty. */
    record Thinking(String text) implements ChatEvent {}

    /** Tools the model wants called. */
    record ToolCalls(List<ToolCall> calls) implements ChatEvent {
        public ToolCalls {
            calls = List.copyOf(calls);
        }
    }

    /** The end of a whole answer, with the upstream's own counts where it gave them. */
    record Finished(FinishReason reason, TokenUsage usage) implements ChatEvent {}
}
