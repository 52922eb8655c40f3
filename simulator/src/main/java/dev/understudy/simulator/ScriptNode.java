package dev.understudy.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A value of a script and its place, for errors that name it. Immutable. */
record ScriptNode(JsonNode json, String place) {

    ScriptProblem problem(String expected) {
        var found = json.isMissingNode() ? "nothing" : Json.string(json);
        return new ScriptProblem(
                "%s must be %s, got %s".formatted(place, expected, shortened(found)));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    /** Refuses keys that are not known, so that a slip does not pass in silence. */
    void onlyKeys(Set<String> known) {
        if (!json.isObject()) {
            throw problem("an object");
        }
        for (var key : json.propertyNames()) {
            if (!known.contains(key)) {
                throw new ScriptProblem(
                        "%s has the unknown key '%s'; known are %s"
                                .formatted(place, key, new TreeSet<>(known)));
            }
        }
    }

    boolean has(String key) {
        return json.has(key);
    }

    ScriptNode required(String key) {
        return new ScriptNode(json.path(key), place + "." + key);
    }

    Optional<ScriptNode> optional(String key) {
        return has(key) ? Optional.of(required(key)) : Optional.empty();
    }

    Map<String, ScriptNode> members() {
        if (!json.isObject()) {
            throw problem("an object");
        }
        var members = new LinkedHashMap<String, ScriptNode>();
        for (var entry : json.properties()) {
            members.put(
                    entry.getKey(),
                    new ScriptNode(
                            entry.getValue(), "%s[\"%s\"]".formatted(place, entry.getKey())));
        }
        return members;
    }

    List<ScriptNode> elements() {
        if (!json.isArray()) {
            throw problem("an array");
        }
        var elements = new ArrayList<ScriptNode>();
        for (var element : json) {
            elements.add(new ScriptNode(element, "%s[%d]".formatted(place, elements.size())));
        }
        return elements;
    }

    String string() {
        if (!json.isString()) {
            throw problem("a string");
        }
        return json.asString();
    }

    List<String> strings() {
        return elements().stream().map(ScriptNode::string).toList();
    }

    /** The string, or the JSON of anything else. */
    String stringOrJson() {
        return json.isString() ? json.asString() : Json.string(json);
    }

    boolean bool() {
        if (!json.isBoolean()) {
            throw problem("true or false");
        }
        return json.asBoolean();
    }

    int integer(int least, int most) {
        if (!json.isIntegralNumber()
                || !json.canConvertToInt()
                || json.asInt() < least
                || json.asInt() > most) {
            throw problem("a whole number in %d..%d".formatted(least, most));
        }
        return json.asInt();
    }

    Duration millis() {
        return Duration.ofMillis(integer(0, 86_400_000));
    }
}
