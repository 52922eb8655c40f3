package dev.understudy.gateway;

import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.AnswerSoFar;

/**
 * One call as it was asked for, over all attempts and pieces that it takes to get it answered. On
 * the query's event loop only.
 */
final class AskedCall {
    private final QueryCalls.Hearer hearer;
    private final AnswerSoFar answer;
    private TokenUsage usage = TokenUsage.NONE;
    private String model = "";

    AskedCall(ChatRequest request, QueryCalls.Hearer hearer) {
        this.hearer = hearer;
        this.answer = new AnswerSoFar(request, hearer.shown());
    }

    QueryCalls.Hearer hearer() {
        return hearer;
    }

    AnswerSoFar answer() {
        return answer;
    }

    /** A whole piece by this model. */
    void pieceBy(String newModel, TokenUsage used) {
        model = newModel;
        usage = usage.plus(used);
    }

    /** The model of the last whole piece. */
    String model() {
        return model;
    }

    /** Tokens of all whole pieces. */
    TokenUsage usage() {
        return usage;
    }
}
