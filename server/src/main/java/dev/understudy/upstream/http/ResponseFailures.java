package dev.understudy.upstream.http;

import dev.understudy.failure.CallFailure;
import io.vertx.core.MultiMap;

/**
 * Reads a response that is no answer. Each protocol has exactly one of these, which holds all that
 * is known of its errors; no text of a body gets into a failure. Thread-safe.
 */
@FunctionalInterface
public interface ResponseFailures {
    /**
     * Reads a response that is not 200.
     *
     * @param body its first bytes as text, or less where it broke off
     */
    CallFailure ofResponse(int status, MultiMap headers, String body);
}
