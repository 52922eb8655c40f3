package dev.understudy.usage;

/**
 * What happened, and when.
 *
 * @param millis since the question came in
 */
public record TrailEntry(long millis, TrailEvent event) {}
