package dev.understudy.web.idempotency;

/**
 * A request that may be a repetition of another one.
 *
 * @param key its idempotency key
 */
public record Repeatable(String key, BodyHash body) {}
