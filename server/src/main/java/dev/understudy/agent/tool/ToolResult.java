package dev.understudy.agent.tool;

/**
 * What came of one use of a tool.
 *
 * @param use what was done, in one line for the user: {@code calculate 15% of 850}
 * @param text the result, or what was wrong and what to do instead; for the model
 */
public record ToolResult(String use, String text) {
    /** How a text that is no result begins. */
    static final String ERROR = "Error: ";

    static ToolResult error(String use, String whatToDo) {
        return new ToolResult(use, ERROR + whatToDo);
    }

    /** Whether the tool gave no result. */
    public boolean failed() {
        return text.startsWith(ERROR);
    }
}
