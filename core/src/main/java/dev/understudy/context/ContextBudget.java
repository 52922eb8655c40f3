package dev.understudy.context;

/**
 * How a model's window is shared between prompt and answer.
 *
 * @param prompt tokens for everything that is sent
 * @param output tokens for the answer
 */
public record ContextBudget(int prompt, int output) {
    /**
     * The answer gets what was asked for, but at most half of the window; the prompt gets the rest.
     */
    public static ContextBudget of(int window, int maxTokens) {
        int output = Math.min(maxTokens, window / 2);
        return new ContextBudget(window - output, output);
    }
}
