package dev.understudy.web.idempotency;

/**
 * Under which an answer is known. It holds who asked, so that nobody comes by another's answer with
 * a guessed key.
 *
 * @param caller what proved who asks, and the name that it proved: a key and a log-in of one name
 *     are two
 * @param user whom the query is for
 * @param key the idempotency key
 */
public record CallersKey(String caller, String user, String key) {}
