package dev.understudy.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of one use of a tool. A missing one and {@code null} are the same. */
public final class ToolArguments {
    private static final int LONGEST_NAME = 60;

    private final ObjectNode json;

    private ToolArguments(ObjectNode json) {
        this.json = json;
    }

    /** Refuses names that the tool does not know: they are mistyped, or made up. */
    static ToolArguments of(ObjectNode json, Set<String> known) throws ToolProblem {
        for (var name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw new ToolProblem(
                        "There is no argument \"%s\". %s"
                                .formatted(
                                        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                        known.isEmpty()
                                                ? "This tool takes none."
                                                : "This tool takes: " + String.join(", ", known)));
            }
        }
        return new ToolArguments(json);
    }

    /** A string that must be there and say something. */
    public String text(String name) throws ToolProblem {
        var text = optionalText(name);
        if (text == null || text.isBlank()) {
            throw new ToolProblem("%s is missing; it must be a string.".formatted(name));
        }
        return text;
    }

    /** A string; null where it is missing. */
    public @Nullable String optionalText(String name) throws ToolProblem {
        var node = json.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw new ToolProblem("%s must be a string.".formatted(name));
        }
        // An escape can name half of a character, which no encoder can write: it becomes a '?'.
        return new String(
                node.stringValue().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
