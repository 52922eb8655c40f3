package dev.understudy.web.idempotency;

/**
 * Under which an answer is known. It holds who asked, so that nobody comes by another's answer with
 * a guessed key.
 *
 * @param caller the name of the caller's API key
 * @param user whom the query is for
 * @param key the idempotency key
 */
public record CallersKey(String caller, String user, String key) {}
