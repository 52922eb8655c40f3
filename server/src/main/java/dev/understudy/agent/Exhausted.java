package dev.understudy.agent;

import java.util.Locale;

/**
 * A limit that leaves nothing more.
 *
 * @param bound what was allowed
 */
public record Exhausted(AgentLimit limit, long bound) {
    /** One sentence for the user: what the bound is, and which setting moves it. */
    public String reason() {
        return limit == AgentLimit.TOKENS
                ? String.format(
                        Locale.ROOT,
                        "The agents may use %,d tokens for one question (%s), and have.",
                        bound,
                        limit.setting())
                : String.format(
                        Locale.ROOT,
                        "The agents may %s %,d %s for one question (%s), and have.",
                        limit.action(),
                        bound,
                        bound == 1 ? "time" : "times",
                        limit.setting());
    }
}
