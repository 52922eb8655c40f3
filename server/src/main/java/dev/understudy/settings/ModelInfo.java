package dev.understudy.settings;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the primary model can do. In the configuration a JSON object with these names in snake case;
 * what is not named stays as in {@link #DEFAULT}.
 *
 * @param vision takes images
 * @param functionCalling takes tools
 * @param jsonOutput can be told to answer in JSON
 * @param structuredOutput can be told to answer by a JSON schema
 * @param multipleSystemMessages takes more than one system message
 * @param family name of the model family
 */
public record ModelInfo(
        boolean vision,
        boolean functionCalling,
        boolean jsonOutput,
        boolean structuredOutput,
        boolean multipleSystemMessages,
        String family) {
    /** What the original said of its primary. */
    public static final ModelInfo DEFAULT = new ModelInfo(true, true, true, true, true, "gpt-oss");

    private static final Set<String> NAMES =
            Set.of(
                    "vision",
                    "function_calling",
                    "json_output",
                    "structured_output",
                    "multiple_system_messages",
                    "family");

    static ValueType<ModelInfo> type() {
        return new ValueType<>(
                "a JSON object of capabilities", false, (text, _) -> parse(text), ModelInfo::json);
    }

    private static ModelInfo parse(String text) {
        var object = readObject(text);
        for (var name : new TreeSet<>(object.propertyNames())) {
            if (!NAMES.contains(name)) {
                throw new WrongValueException(
                        "it has no \"%s\"%s"
                                .formatted(Quoted.shortened(name), NearestKey.hint(name, NAMES)));
            }
        }
        return new ModelInfo(
                flag(object, "vision", DEFAULT.vision),
                flag(object, "function_calling", DEFAULT.functionCalling),
                flag(object, "json_output", DEFAULT.jsonOutput),
                flag(object, "structured_output", DEFAULT.structuredOutput),
                flag(object, "multiple_system_messages", DEFAULT.multipleSystemMessages),
                family(object));
    }

    private static JsonNode readObject(String text) {
        var mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        try {
            var node = mapper.readTree(text);
            if (!node.isObject()) {
                throw new WrongValueException();
            }
            return node;
        } catch (JacksonException _) {
            throw new WrongValueException();
        }
    }

    private static boolean flag(JsonNode object, String name, boolean otherwise) {
        var value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new WrongValueException("\"%s\" must be true or false".formatted(name));
        }
        return value.booleanValue();
    }

    private static String family(JsonNode object) {
        var value = object.get("family");
        if (value == null) {
            return DEFAULT.family;
        }
        if (!value.isString()) {
            throw new WrongValueException("\"family\" must be text");
        }
        return value.stringValue();
    }

    private String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("vision", vision)
                .put("function_calling", functionCalling)
                .put("json_output", jsonOutput)
                .put("structured_output", structuredOutput)
                .put("multiple_system_messages", multipleSystemMessages)
                .put("family", family)
                .toString();
    }
}
