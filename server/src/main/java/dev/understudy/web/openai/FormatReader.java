package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

import dev.understudy.chat.ResponseFormat;
import org.jspecify.annotations.Nullable;

/** Reads the demands on an answer's shape and on the thinking before it. */
final class FormatReader {
    private FormatReader() {}

    static ResponseFormat format(Fields body) {
        var format = body.objectAt("response_format");
        if (format == null) {
            return new ResponseFormat.PlainText();
        }
        return switch (format.requiredText("type")) {
            case "text" -> new ResponseFormat.PlainText();
            case "json_object" -> new ResponseFormat.AnyJson();
            case "json_schema" -> bySchema(format);
            default ->
                    throw bad(
                            "response_format.type",
                            "response_format.type must be text, json_object or json_schema");
        };
    }

    private static ResponseFormat bySchema(Fields format) {
        var holder = format.objectAt("json_schema");
        var schema = holder == null ? null : holder.objectAt("schema");
        if (holder == null || schema == null) {
            throw bad(
                    "response_format.json_schema.schema",
                    "response_format.json_schema.schema is missing; it must be a JSON schema");
        }
        var name = holder.text("name");
        return new ResponseFormat.JsonBySchema(
                name == null ? "answer" : name, schema.object().toString());
    }

    /** {@code reasoning_effort} of OpenAI, or {@code think} of Ollama, which is the finer word. */
    static @Nullable String think(Fields body) {
        var think = body.find("think");
        if (think != null && think.isBoolean()) {
            return String.valueOf(think.booleanValue());
        }
        return think == null ? effort(body, "reasoning_effort") : effort(body, "think");
    }

    private static @Nullable String effort(Fields body, String field) {
        var effort = body.text(field);
        return switch (effort) {
            case null -> null;
            // As a front end sends a field that its user has emptied.
            case "" -> null;
            case "none", "false" -> "false";
            case "true" -> "true";
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case "high", "xhigh", "max" -> "high";
            default ->
                    throw bad(
                            field,
                            "%s must be one of none, minimal, low, medium, high".formatted(field));
        };
    }
}
