package dev.understudy.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a limit counts. */
public enum LimitUnit {
    /** Places; requests in the original's word. */
    REQUESTS(1_000_000_000),
    /** Tokens of prompts and answers. */
    TOKENS(1_000_000_000_000L);

    private final long most;

    LimitUnit(long most) {
        this.most = most;
    }

    /** The largest limit: far above any use, and far from where sums overflow. */
    public long most() {
        return most;
    }

    /** As written in the API and in texts. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LimitUnit> of(String wireName) {
        return Arrays.stream(values()).filter(it -> it.wireName().equals(wireName)).findFirst();
    }
}
