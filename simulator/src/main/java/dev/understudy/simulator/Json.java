package dev.understudy.simulator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of this package. Thread-safe. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static String string(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Throws a {@link JacksonException} for what is not exactly one JSON value. */
    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** As {@link #read}, but what is not JSON becomes a missing node. */
    static JsonNode readOrMissing(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
