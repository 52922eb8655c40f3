package dev.understudy.web.openai;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object in a request. A missing field and {@code null} are the same; a
 * wrong type is an error that names the field's path.
 *
 * @param path where the object stands, such as {@code messages[2]}; empty for the body itself
 */
record Fields(JsonNode object, String path) {
    static Fields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrongType(path, "an object", node);
        }
        return new Fields(node, path);
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @Nullable JsonNode find(String name) {
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    @Nullable Fields objectAt(String name) {
        var node = find(name);
        return node == null ? null : of(node, pathOf(name));
    }

    @Nullable String text(String name) {
        var node = find(name);
        if (node != null && !node.isString()) {
            throw wrongType(pathOf(name), "a string", node);
        }
        return node == null ? null : Surrogates.replaceLone(node.stringValue());
    }

    /** A string that must be there and say something. */
    String requiredText(String name) {
        var text = text(name);
        if (text == null || text.isBlank()) {
            throw bad(pathOf(name), "%s is missing; it must be a string".formatted(pathOf(name)));
        }
        return text;
    }

    boolean flag(String name) {
        var node = find(name);
        if (node != null && !node.isBoolean()) {
            throw wrongType(pathOf(name), "true or false", node);
        }
        return node != null && node.booleanValue();
    }

    @Nullable Double number(String name, double from, double to) {
        var node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw wrongType(pathOf(name), "a number", node);
        }
        double value = node.doubleValue();
        if (!(value >= from && value <= to)) {
            throw bad(
                    pathOf(name),
                    "%s must lie in %s..%s, got %s".formatted(pathOf(name), from, to, brief(node)));
        }
        return value;
    }

    /** A whole number; {@code 5.0} is one. */
    @Nullable Long whole(String name, long from, long to) {
        var node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw wrongType(pathOf(name), "a whole number", node);
        }
        double value = node.doubleValue();
        if (value != Math.rint(value) || !(value >= from && value <= to)) {
            throw bad(
                    pathOf(name),
                    "%s must be a whole number in %d..%d, got %s"
                            .formatted(pathOf(name), from, to, brief(node)));
        }
        return node.canConvertToLong() ? node.asLong() : Math.round(value);
    }

    /** The elements of an array with their paths; null where the field is missing. */
    @Nullable List<Element> elements(String name) {
        var node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrongType(pathOf(name), "an array", node);
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> new Element(node.get(i), "%s[%d]".formatted(pathOf(name), i)))
                .toList();
    }

    /** One element of an array, and where it stands. */
    record Element(JsonNode node, String path) {
        Fields object() {
            return Fields.of(node, path);
        }
    }

    static BadBodyException bad(String param, String message) {
        return new BadBodyException(message, param);
    }

    /** {@code path} is empty for the body itself. */
    static BadBodyException wrongType(String path, String expected, JsonNode found) {
        boolean whole = path.isEmpty();
        return new BadBodyException(
                "%s must be %s, got %s"
                        .formatted(whole ? "the body" : path, expected, brief(found)),
                whole ? null : path);
    }

    /** What was found, short enough for a message. */
    private static String brief(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, MISSING, POJO -> "nothing";
            case BOOLEAN, NULL -> node.toString();
            case NUMBER -> {
                var text = node.toString();
                yield text.length() <= 32 ? text : text.substring(0, 32) + "…";
            }
        };
    }
}
