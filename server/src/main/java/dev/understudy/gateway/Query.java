package dev.understudy.gateway;

import dev.understudy.chat.ChatRequest;

/**
 * One user question.
 *
 * @param id unique; in the ledger, the log and the answer
 * @param route what was asked for by name: {@code autogen-agents}, {@code chat}, or a model's id
 * @param user the verified identity, else the {@code user} field, else the API key's name
 * @param conversation the front end's chat id, else a hash of key, user, system prompt and first
 *     question
 * @param streamed whether the client sees the answer as it comes; else only when it is whole
 * @param told whether its user may be told of the service: a front end's background task has none
 * @param request what to ask the models; notices of ours are taken out already
 * @param key the name of the API key that it came with; empty where it came with none
 * @param keyLimit places that this key may take in a window; 0 for as many as any other key
 */
public record Query(
        String id,
        String route,
        String user,
        String conversation,
        boolean streamed,
        boolean told,
        ChatRequest request,
        String key,
        long keyLimit) {
    /** Without a key: a question of our own, or of the command line. */
    public Query(
            String id,
            String route,
            String user,
            String conversation,
            boolean streamed,
            boolean told,
            ChatRequest request) {
        this(id, route, user, conversation, streamed, told, request, "", 0);
    }
}
