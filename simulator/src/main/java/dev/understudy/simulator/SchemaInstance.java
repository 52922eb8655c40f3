package dev.understudy.simulator;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Makes a smallest instance of a JSON schema: required properties only, shortest strings, smallest
 * allowed numbers, the first of several choices.
 *
 * <p>Known: {@code type, properties, required, items, minItems, enum, const, default, anyOf, oneOf,
 * allOf, $ref} into the same document, {@code minLength, minimum, exclusiveMinimum, maximum}. Not
 * known, thus not honoured: {@code pattern, format, multipleOf} and conditions.
 */
final class SchemaInstance {
    /** A schema that refers to itself in a required place has no finite instance. */
    private static final int DEEPEST = 32;

    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_VALUES = 10_000;

    private final JsonNode root;
    private int made;

    private SchemaInstance(JsonNode root) {
        this.root = root;
    }

    static JsonNode smallest(JsonNode schema) {
        return new SchemaInstance(schema).of(schema, 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (depth > DEEPEST || ++made > MOST_VALUES) {
            return Json.object().nullNode();
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        if (schema.has("$ref")) {
            return of(referred(schema.path("$ref").asString("")), depth + 1);
        }
        for (var choice : List.of("anyOf", "oneOf")) {
            if (schema.path(choice).size() > 0) {
                return of(schema.path(choice).get(0), depth + 1);
            }
        }
        if (schema.path("allOf").size() > 0) {
            return allOf(schema.path("allOf"), depth);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> string(schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> Json.object().booleanNode(false);
            default -> Json.object().nullNode();
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asString("null");
        }
        return type.asString(schema.isEmpty() || schema.has("properties") ? "object" : "null");
    }

    private JsonNode referred(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        return reference.startsWith("#/")
                ? root.at(reference.substring(1))
                : MissingNode.getInstance();
    }

    private JsonNode allOf(JsonNode parts, int depth) {
        var merged = Json.object();
        JsonNode last = MissingNode.getInstance();
        for (var part : parts) {
            last = of(part, depth + 1);
            if (last.isObject()) {
                last.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
            }
        }
        return last.isObject() ? merged : last;
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = Json.object();
        for (var name : schema.path("required")) {
            var key = name.asString("");
            object.set(key, of(schema.path("properties").path(key), depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var items = new ArrayList<JsonNode>();
        int least = Math.min(schema.path("minItems").asInt(0), MOST_ITEMS);
        for (int i = 0; i < least; i++) {
            items.add(of(schema.path("items"), depth + 1));
        }
        return Json.array().addAll(items);
    }

    private static JsonNode string(JsonNode schema) {
        int least = Math.min(schema.path("minLength").asInt(0), MOST_ITEMS);
        return Json.object().stringNode("a".repeat(Math.max(0, least)));
    }

    private static JsonNode number(JsonNode schema) {
        long least =
                (long)
                        Math.max(
                                Math.ceil(schema.path("minimum").asDouble(0)),
                                Math.floor(schema.path("exclusiveMinimum").asDouble(-1)) + 1);
        double most = schema.path("maximum").asDouble(Double.MAX_VALUE);
        return Json.object().numberNode(most < least ? (long) Math.floor(most) : least);
    }
}
