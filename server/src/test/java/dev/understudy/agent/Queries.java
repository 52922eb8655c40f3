package dev.understudy.agent;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.ToolCall;
import dev.understudy.gateway.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Queries and what else the tests of the agents need. */
public final class Queries {
    public static final InstantSource CLOCK = () -> Instant.parse("2026-11-24T12:00:00Z");
    public static final AgentLimits LIMITS = new AgentLimits(12, 8, 16, 6, 200_000, 3);

    private Queries() {}

    public static Query asking(String question) {
        return of(List.of(ChatMessage.user(question)));
    }

    public static Query of(List<ChatMessage> conversation) {
        return of(ChatRequest.of(conversation, Sampling.at(0.3), 8_000));
    }

    public static Query of(ChatRequest request) {
        return new Query("q1", "autogen-agents", "ann", "c1", true, true, request);
    }

    public static ToolCall calculate(String id, String expression) {
        return new ToolCall(id, "calculate", "{\"expression\": \"%s\"}".formatted(expression));
    }
}
