package dev.understudy.gateway;

import dev.understudy.chat.ChatRequest;
import java.util.regex.Pattern;

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
    /** A name in a line of the log is no longer than this; front ends may send any. */
    private static final int LONGEST_NAME = 100;

    private static final Pattern UNPRINTED =
            Pattern.compile("[\\p{IsControl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    /** Who asked, for the log: in one line, whatever the front end says. */
    String whose() {
        var name = inOneLine(user);
        return key.isEmpty() || key.equals(user) ? name : name + " (key " + inOneLine(key) + ")";
    }

    private static String inOneLine(String text) {
        var line = UNPRINTED.matcher(text).replaceAll(" ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }

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
