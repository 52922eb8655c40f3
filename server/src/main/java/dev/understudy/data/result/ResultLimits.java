package dev.understudy.data.result;

import java.time.Duration;

/**
 * How much one statement may give and take.
 *
 * @param rows at most; one more is fetched, to know whether there is more
 * @param bytes of all text and numbers together, roughly
 * @param cellChars at most in one cell; longer ones are cut
 * @param time until the database is told to stop
 */
public record ResultLimits(int rows, int bytes, int cellChars, Duration time) {}
