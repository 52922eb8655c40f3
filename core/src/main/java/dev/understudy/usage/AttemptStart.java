package dev.understudy.usage;

import dev.understudy.quota.Claim;
import java.time.Instant;

/**
 * What is known of an attempt when it begins.
 *
 * @param queryId the query it belongs to
 * @param number which attempt of the query, from 1
 * @param model the model's id in our configuration, never the name in its replies
 * @param metered whether it takes a place in the quota
 * @param user whom it is for
 * @param team which team works on it; {@code chat} where none does
 * @param at when it began, for the window
 * @param key the name of the API key it came with; empty for none
 * @param keyLimit places that this key may take in a window; 0 for as many as any other key. It
 *     decides whether the attempt may begin, and is not stored
 * @param expectedTokens what its first call may cost, prompt and longest answer; 0 where no limit
 *     needs it
 */
public record AttemptStart(
        String queryId,
        int number,
        String model,
        boolean metered,
        String user,
        String team,
        Instant at,
        String key,
        long keyLimit,
        long expectedTokens) {
    /** Without a key, and where no limit counts tokens. */
    public AttemptStart(
            String queryId,
            int number,
            String model,
            boolean metered,
            String user,
            String team,
            Instant at) {
        this(queryId, number, model, metered, user, team, at, "", 0, 0);
    }

    /** What decides which limits apply to it. */
    public Claim claim() {
        return new Claim(user, key, keyLimit, model, metered);
    }
}
