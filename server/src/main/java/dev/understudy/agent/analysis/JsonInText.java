package dev.understudy.agent.analysis;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the JSON object in a model's reply: bare, in a fenced block, or in the middle of prose. It
 * forgives what models get wrong: line breaks within strings, commas at the end, single quotes.
 * Pure.
 */
final class JsonInText {
    /** Places where an object could begin that are tried. */
    private static final int MOST_TRIES = 20;

    private static final int MOST_CHARS = 100_000;

    private static final JsonMapper LENIENT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(50)
                                                    .build())
                                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                                    .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonInText() {}

    /** The first object that is whole and has members; empty where there is none. */
    static Optional<JsonNode> object(String text) {
        var bounded = text.substring(0, Math.min(text.length(), MOST_CHARS));
        int begin = bounded.indexOf('{');
        for (int tries = 0; begin >= 0 && tries < MOST_TRIES; tries++) {
            var read = read(bounded.substring(begin));
            if (read.isPresent()) {
                return read;
            }
            begin = bounded.indexOf('{', begin + 1);
        }
        return Optional.empty();
    }

    /** What follows behind the object is not looked at. */
    private static Optional<JsonNode> read(String text) {
        try (var parser = LENIENT.createParser(text)) {
            JsonNode node = LENIENT.readTree(parser);
            return node != null && node.isObject() && !node.isEmpty()
                    ? Optional.of(node)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
