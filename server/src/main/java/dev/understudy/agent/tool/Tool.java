package dev.understudy.agent.tool;

import dev.understudy.chat.ToolSpec;

/** Something that a model may have computed. Thread-safe. */
public interface Tool {
    /** Its name, what it is for, and its arguments: what models are told. */
    ToolSpec spec();

    /**
     * Runs it; ends quickly, and never throws for bad arguments.
     *
     * @param argumentsJson as the model wrote it, so anything at all
     */
    ToolResult run(String argumentsJson);
}
