package dev.understudy.mcp;

/** A tool that AI clients may use. Thread-safe. */
public interface ServedTool {
    ToolDescription description();

    /**
     * Does it. Blocks, so it is called on a virtual thread; ends soon after its use is cancelled.
     *
     * @throws ToolProblem where it cannot be done
     */
    ToolResult use(ToolArguments arguments, ToolUse use) throws ToolProblem, InterruptedException;
}
