package dev.understudy.agent.tool;

import dev.understudy.chat.ToolCall;
import dev.understudy.chat.ToolSpec;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** The tools that a team offers. Immutable; thread-safe. */
public final class Toolbox {
    /** Characters of one result: it goes into the prompt of each call that follows. */
    static final int LONGEST_RESULT = 2_000;

    private final List<Tool> tools;

    public Toolbox(List<Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    /** Calculator, dates and units. */
    public static Toolbox standard(InstantSource clock, ZoneId zone) {
        return new Toolbox(
                List.of(new CalculatorTool(), new DatesTool(clock, zone), new UnitsTool()));
    }

    public List<ToolSpec> specs() {
        return tools.stream().map(Tool::spec).toList();
    }

    /** Runs what a model asked for; a name that no tool has gives an error for the model. */
    public ToolResult run(ToolCall call) {
        var result =
                tools.stream()
                        .filter(tool -> tool.spec().name().equals(call.name()))
                        .findFirst()
                        .map(tool -> tool.run(call.argumentsJson()))
                        .orElseGet(() -> unknown(call.name()));
        return result.text().length() <= LONGEST_RESULT
                ? result
                : new ToolResult(
                        result.use(),
                        result.text().substring(0, LONGEST_RESULT) + " … (the rest is left out)");
    }

    private ToolResult unknown(String name) {
        var names =
                tools.stream().map(tool -> tool.spec().name()).collect(Collectors.joining(", "));
        var shown = Arguments.shortened(name);
        return ToolResult.error(
                "unknown tool " + shown,
                "there is no tool \"%s\"; there are %s".formatted(shown, names));
    }
}
