package dev.understudy.upstream.http;

import dev.understudy.chat.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what a request has in common over the protocols. Thread-safe. */
public final class RequestJson {
    private RequestJson() {}

    /**
     * The field {@code tools}: Ollama took it over from OpenAI as it is.
     *
     * @throws IllegalArgumentException when a schema is not a JSON object
     */
    public static void writeTools(List<ToolSpec> tools, JsonGenerator out) {
        out.writeArrayPropertyStart("tools");
        for (var tool : tools) {
            out.writeStartObject();
            out.writeStringProperty("type", "function");
            out.writeObjectPropertyStart("function");
            out.writeStringProperty("name", tool.name());
            out.writeStringProperty("description", tool.description());
            out.writeName("parameters");
            JsonCopy.schema("of the tool " + tool.name(), tool.parametersSchema(), out);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** A number, or nothing where it was not asked for. */
    public static void writeNumber(String name, @Nullable Double value, JsonGenerator out) {
        if (value != null) {
            out.writeNumberProperty(name, value);
        }
    }

    /** The field {@code stop}, or nothing where nothing is to stop the answer. */
    public static void writeStop(List<String> stop, JsonGenerator out) {
        if (!stop.isEmpty()) {
            out.writeArrayPropertyStart("stop");
            stop.forEach(out::writeString);
            out.writeEndArray();
        }
    }
}
