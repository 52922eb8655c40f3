package dev.understudy.model;

import java.time.Duration;

/**
 * How long one attempt on a model may take, clock by clock. All are positive.
 *
 * @param connect until the connection stands
 * @param firstToken until the first text or thought
 * @param silence between two pieces of an answer
 * @param attempt from the first byte sent to the end of the answer
 */
public record ModelClocks(
        Duration connect, Duration firstToken, Duration silence, Duration attempt) {

    /** A metered cloud model: always loaded, so a late first token means trouble. */
    public static final ModelClocks CLOUD =
            new ModelClocks(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(240));

    /** A local model: its first token may have to wait until the model is loaded. */
    public static final ModelClocks LOCAL =
            new ModelClocks(
                    CLOUD.connect(), Duration.ofSeconds(180), CLOUD.silence(), CLOUD.attempt());

    public ModelClocks {
        requirePositive("connect", connect);
        requirePositive("first-token", firstToken);
        requirePositive("silence", silence);
        requirePositive("attempt", attempt);
    }

    private static void requirePositive(String clock, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "the %s clock must be longer than nothing, got %s".formatted(clock, limit));
        }
    }
}
