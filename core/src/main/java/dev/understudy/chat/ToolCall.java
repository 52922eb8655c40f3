package dev.understudy.chat;

/**
 * A model's wish to call a tool.
 *
 * @param id what the tool's result refers to; made up where the upstream gives none
 * @param argumentsJson the arguments, one JSON object as text
 */
public record ToolCall(String id, String name, String argumentsJson) {}
