package dev.understudy.upstream.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Copies JSON that came as text into a body that is being written. Thread-safe. */
public final class JsonCopy {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonCopy() {}

    /** Whether the text is one JSON object and nothing else. */
    public static boolean isObject(String json) {
        try (var in = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            in.skipChildren();
            return in.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /** Writes a field whose value is any JSON. */
    public static void field(String name, String json, JsonGenerator out) {
        out.writeName(name);
        object(json, out);
    }

    /** Copies an object, or any other value, exactly: a number keeps its digits. */
    public static void object(String json, JsonGenerator out) {
        try (var in = JSON.createParser(ObjectReadContext.empty(), json)) {
            in.nextToken();
            out.copyCurrentStructureExact(in);
        }
    }

    /**
     * Copies a JSON schema.
     *
     * @param whose for the message
     * @throws IllegalArgumentException when it is no JSON object
     */
    public static void schema(String whose, String schema, JsonGenerator out) {
        if (!isObject(schema)) {
            throw new IllegalArgumentException(
                    "the schema %s must be a JSON object".formatted(whose));
        }
        object(schema, out);
    }
}
