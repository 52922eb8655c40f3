package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads the fields that are passed on to models as they came. */
final class ExtraFields {
    /** In characters; the largest that is known, a grammar of vLLM, has some thousands. */
    private static final int LONGEST = 65_536;

    /** Deeper than any field that is known; a body may be as deep as the JSON library reads. */
    private static final int DEEPEST = 64;

    private static final Set<String> NUMBERS =
            Set.of(
                    "min_p",
                    "typical_p",
                    "repeat_last_n",
                    "repeat_penalty",
                    "mirostat",
                    "mirostat_eta",
                    "mirostat_tau");

    private ExtraFields() {}

    /** JSON by name, of those that are {@code wanted} and there. */
    static Map<String, String> of(Fields body, Set<String> wanted) {
        var found = new TreeMap<String, String>();
        for (var name : wanted) {
            var value = body.find(name);
            if (value != null) {
                found.put(name, checked(name, value));
            }
        }
        return found;
    }

    /**
     * The type is looked at where it is known: to a wrong one Ollama answers 500, which would look
     * like a fault of the model.
     */
    private static String checked(String name, JsonNode value) {
        if (NUMBERS.contains(name) && !value.isNumber()) {
            throw Fields.wrongType(name, "a number", value);
        }
        if (!isWithin(value, DEEPEST)) {
            throw bad(name, "%s is nested deeper than %d".formatted(name, DEEPEST));
        }
        var json = value.toString();
        if (json.length() > LONGEST) {
            throw bad(
                    name,
                    "%s may have at most %d characters, got %d"
                            .formatted(name, LONGEST, json.length()));
        }
        return json;
    }

    private static boolean isWithin(JsonNode value, int depth) {
        return value.isEmpty()
                || (depth > 0 && value.valueStream().allMatch(it -> isWithin(it, depth - 1)));
    }
}
