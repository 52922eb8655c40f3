package dev.understudy.quota;

import java.util.OptionalLong;

/**
 * What one user, key or model, or all together, have used in a window.
 *
 * @param used places: attempts that are settled or outstanding; on a model, recorded ones as well
 * @param tokens tokens of those that have ended, and of the others what they may come to
 * @param requestsToday the limit of places in this window alone; empty: as configured
 * @param tokensToday the limit of tokens in this window alone; empty: as configured
 */
public record Tally(
        TallyName name,
        long used,
        long tokens,
        OptionalLong requestsToday,
        OptionalLong tokensToday) {
    public static Tally empty(TallyName name) {
        return new Tally(name, 0, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    /** With so many places and tokens more; less where they are negative. */
    public Tally plus(long morePlaces, long moreTokens) {
        return new Tally(name, used + morePlaces, tokens + moreTokens, requestsToday, tokensToday);
    }

    /** With a limit of this window alone. */
    public Tally withLimit(LimitUnit unit, long size) {
        return switch (unit) {
            case REQUESTS -> new Tally(name, used, tokens, OptionalLong.of(size), tokensToday);
            case TOKENS -> new Tally(name, used, tokens, requestsToday, OptionalLong.of(size));
        };
    }

    long used(LimitUnit unit) {
        return switch (unit) {
            case REQUESTS -> used;
            case TOKENS -> tokens;
        };
    }

    /** The limit of this window alone. */
    public OptionalLong today(LimitUnit unit) {
        return switch (unit) {
            case REQUESTS -> requestsToday;
            case TOKENS -> tokensToday;
        };
    }
}
