package dev.understudy.alert;

import java.time.Instant;

/**
 * Now, by both clocks.
 *
 * @param nanos of a {@link dev.understudy.time.Ticker}, for intervals
 * @param at for people
 */
record Moment(long nanos, Instant at) {}
