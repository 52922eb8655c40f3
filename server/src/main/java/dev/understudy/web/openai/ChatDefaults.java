package dev.understudy.web.openai;

import java.util.Set;

/**
 * What is not said in the body of a chat, and what is read of it beyond the usual.
 *
 * @param temperature where the client says none
 * @param maxTokens where the client says none, and the most that a client may ask for in one piece
 * @param extraFields names of further fields that some model of the chain is passed
 */
public record ChatDefaults(double temperature, int maxTokens, Set<String> extraFields) {
    public ChatDefaults {
        extraFields = Set.copyOf(extraFields);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be above 0, got " + maxTokens);
        }
    }
}
