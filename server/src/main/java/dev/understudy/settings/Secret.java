package dev.understudy.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not reach a log, an answer or a screen: it prints as {@code ***}. Comparison
 * takes the same time wherever two secrets of one length differ.
 */
public final class Secret {
    /** What is shown instead of a secret. */
    public static final String MASK = "***";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one place that must send or compare it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(value.getBytes(UTF_8), that.value.getBytes(UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
