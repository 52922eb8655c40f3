package dev.understudy.simulator;

import tools.jackson.core.JacksonException;

/**
 * One call of a tool that the model asks for.
 *
 * @param name the tool
 * @param argumentsJson the arguments, a JSON object
 */
public record ToolCall(String name, String argumentsJson) {
    public ToolCall {
        try {
            if (!Json.read(argumentsJson).isObject()) {
                throw new IllegalArgumentException(
                        "The arguments of tool call '%s' must be a JSON object, got %s"
                                .formatted(name, argumentsJson));
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The arguments of tool call '%s' are not JSON: %s"
                            .formatted(name, e.getOriginalMessage()),
                    e);
        }
    }
}
