package dev.understudy.simulator;

/** Which token counts a {@link Behaviour} reports when it ends regularly. */
public sealed interface TokenCounts {

    /** One token for each word: of all messages of the request, and of what was sent. */
    record ByWords() implements TokenCounts {}

    /** These numbers, whatever was said. Zero is left out on Ollama's wire, as Ollama does. */
    record Fixed(int prompt, int completion) implements TokenCounts {
        public Fixed {
            if (prompt < 0 || completion < 0) {
                throw new IllegalArgumentException(
                        "Token counts must not be negative, got %d and %d"
                                .formatted(prompt, completion));
            }
        }
    }

    /** No counts at all. */
    record Missing() implements TokenCounts {}
}
