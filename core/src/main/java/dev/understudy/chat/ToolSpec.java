package dev.understudy.chat;

/**
 * A tool that a model may call.
 *
 * @param parametersSchema JSON schema of the arguments, as text
 */
public record ToolSpec(String name, String description, String parametersSchema) {}
