package dev.understudy.usage;

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
 */
public record AttemptStart(
        String queryId,
        int number,
        String model,
        boolean metered,
        String user,
        String team,
        Instant at) {}
