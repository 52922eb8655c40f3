package dev.understudy.web.idempotency;

import java.time.Duration;

/**
 * How much is kept for requests that may be repeated.
 *
 * @param rememberFor how long an answer is remembered after its end
 * @param mostAnswers answers that are remembered at most
 * @param mostBytesEach a larger answer is not remembered
 * @param mostBytes bytes of all remembered answers together
 * @param mostClients clients that hear one answer at the same time; those that come in the same
 *     instant on several event loops may go past it by one for each loop
 */
public record RepeatLimits(
        Duration rememberFor,
        int mostAnswers,
        long mostBytesEach,
        long mostBytes,
        int mostClients) {
    /**
     * A minute outlasts the waits of OpenAI's clients (8 s at most, two retries); 256 answers are
     * as many as may run at once by default; an answer of 8,000 tokens has some 64 KiB; and a
     * client that retries twice is three.
     */
    public static final RepeatLimits DEFAULT =
            new RepeatLimits(Duration.ofSeconds(60), 256, 1 << 20, 32 << 20, 16);

    public RepeatLimits {
        if (rememberFor.isNegative()
                || mostAnswers < 1
                || mostBytesEach < 1
                || mostBytes < mostBytesEach
                || mostClients < 1) {
            throw new IllegalArgumentException(
                    "a time of 0 or more, and bounds of at least 1 with no answer above their sum, got %s, %d, %d, %d and %d"
                            .formatted(
                                    rememberFor,
                                    mostAnswers,
                                    mostBytesEach,
                                    mostBytes,
                                    mostClients));
        }
    }
}
