package dev.understudy.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a tool is told to clients: name, words, schemas and hints, as the protocol has them. Do not
 * change the object.
 */
public record ToolDescription(ObjectNode json) {
    /**
     * Reads {@code NAME.json} beside the class.
     *
     * @throws IllegalStateException where it is missing, or of another tool
     */
    public static ToolDescription of(Class<?> beside, String name) {
        try (var file = beside.getResourceAsStream(name + ".json")) {
            var json =
                    (ObjectNode)
                            new JsonMapper().readTree(Objects.requireNonNull(file, name + ".json"));
            if (!json.path("name").asString("").equals(name)) {
                throw new IllegalStateException(name + ".json describes another tool");
            }
            return new ToolDescription(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return json.path("name").stringValue();
    }

    /** The names of the arguments, sorted. */
    Set<String> arguments() {
        return new TreeSet<>(json.path("inputSchema").path("properties").propertyNames());
    }
}
