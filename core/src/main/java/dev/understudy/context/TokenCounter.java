package dev.understudy.context;

/** Counts the tokens of a text, exactly or by estimate. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {
    /** Tokens of {@code text}; 0 for an empty one. */
    int count(String text);

    /**
     * An estimate from the text alone: one token for each four ASCII characters and one for each
     * other character. English prose and code come out a little high, which is the safe side.
     */
    static TokenCounter estimate() {
        return text -> {
            int others = 0;
            for (int i = 0; i < text.length(); i++) {
                others += text.charAt(i) > 0x7f ? 1 : 0;
            }
            return (text.length() - others + 3) / 4 + others;
        };
    }
}
