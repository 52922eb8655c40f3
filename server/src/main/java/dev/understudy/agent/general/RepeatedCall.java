package dev.understudy.agent.general;

import dev.understudy.chat.ToolCall;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notices a model that goes in circles: the same tool with the same arguments twice in a row. For
 * one thread.
 */
final class RepeatedCall {
    private static final JsonMapper JSON = new JsonMapper();

    private Optional<Seen> last = Optional.empty();

    private record Seen(String name, Object arguments) {}

    /** Why the call must not be made; nothing where it is not the one before once more. */
    Optional<String> check(ToolCall call) {
        var seen = Optional.of(new Seen(call.name(), arguments(call.argumentsJson())));
        boolean again = seen.equals(last);
        last = seen;
        return again
                ? Optional.of(
                        "The model wanted the same tool with the same arguments twice in a row, and was stopped.")
                : Optional.empty();
    }

    /** Arguments that differ in blanks or the order of their names are the same. */
    private static Object arguments(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException _) {
            return json.strip();
        }
    }
}
