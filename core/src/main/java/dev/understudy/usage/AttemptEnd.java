package dev.understudy.usage;

import dev.understudy.chat.TokenUsage;
import java.time.Instant;

/**
 * How an attempt ended.
 *
 * @param result {@code ok}, or the failure's summary: kind and status, never text of the upstream
 * @param usage tokens of all its calls
 */
public record AttemptEnd(Instant at, String result, TokenUsage usage) {
    /** The result of an attempt that went well. */
    public static final String OK = "ok";
}
