package dev.understudy.upstream.openai;

import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the body of an error says, whatever its shape: {@code {"error":{"message":…,"code":…}}},
 * {@code {"error":"…"}}, {@code {"detail":…}}, {@code {"message":…}}, any of these in a list, or
 * plain text. Only what the server says is taken: bodies of some servers repeat the request, whose
 * words are the user's.
 */
final class OpenAiErrorWords {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * {@code raw} is what the provider behind OpenRouter said; {@code msg}, {@code loc} and {@code
     * detail} are FastAPI's.
     */
    private static final Set<String> SAYING =
            Set.of(
                    "error", "message", "code", "type", "param", "detail", "msg", "loc", "status",
                    "raw");

    /** Where FastAPI repeats what it was sent. */
    private static final Set<String> REQUEST = Set.of("input", "body", "ctx");

    private OpenAiErrorWords() {}

    /** In lower case, one saying per line. */
    static String of(String body) {
        var words = new StringBuilder();
        try (var in = JSON.createParser(ObjectReadContext.empty(), body)) {
            collect(in, words);
        } catch (JacksonException _) {
            // No JSON, or only the beginning of it.
            return body.toLowerCase(Locale.ROOT);
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    /** Every string whose name, or whose list's name, is one of those; wherever it stands. */
    private static void collect(JsonParser in, StringBuilder words) {
        var saying = true;
        for (var token = in.nextToken(); token != null; token = in.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                saying = SAYING.contains(in.currentName());
                if (REQUEST.contains(in.currentName())) {
                    in.nextToken();
                    in.skipChildren();
                }
            } else if (token == JsonToken.VALUE_STRING && saying) {
                words.append(in.getString()).append('\n');
            }
        }
    }
}
