package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

import dev.understudy.chat.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolReader {
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private ToolReader() {}

    /**
     * The tools that the model is to know of. Not every upstream can be told that a certain one
     * must be called; the nearest thing is to offer no other.
     */
    static List<ToolSpec> tools(Fields body) {
        var elements = body.elements("tools");
        var all =
                elements == null
                        ? List.<ToolSpec>of()
                        : elements.stream().map(tool -> tool(tool.object())).toList();
        var choice = body.find("tool_choice");
        if (choice == null) {
            return all;
        }
        if (!choice.isString()) {
            return only(all, chosen(body.objectAt("tool_choice")));
        }
        return switch (choice.stringValue()) {
            case "none" -> List.of();
            case "auto", "required" -> all;
            default ->
                    throw bad(
                            "tool_choice",
                            "tool_choice must be none, auto, required or an object that names a function");
        };
    }

    /** Whether one of them must be called. */
    static boolean required(Fields body) {
        var choice = body.find("tool_choice");
        return choice != null && (choice.isObject() || "required".equals(choice.stringValue("")));
    }

    private static ToolSpec tool(Fields tool) {
        var function = tool.objectAt("function");
        if (function == null) {
            throw bad(
                    tool.pathOf("function"),
                    "%s is missing; only tools of the type function are known"
                            .formatted(tool.pathOf("function")));
        }
        var description = function.text("description");
        var parameters = function.objectAt("parameters");
        return new ToolSpec(
                function.requiredText("name"),
                description == null ? "" : description,
                parameters == null ? NO_PARAMETERS : parameters.object().toString());
    }

    private static String chosen(@Nullable Fields choice) {
        var function = choice == null ? null : choice.objectAt("function");
        if (function == null) {
            throw bad(
                    "tool_choice",
                    "tool_choice must be none, auto, required or an object that names a function");
        }
        return function.requiredText("name");
    }

    private static List<ToolSpec> only(List<ToolSpec> all, String name) {
        var chosen = all.stream().filter(tool -> tool.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw bad("tool_choice", "tool_choice names a function that is not among the tools");
        }
        return chosen;
    }
}
