package dev.understudy.agent.tool;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The arguments of one call, as a model wrote them: read leniently, but never guessed. */
final class Arguments {
    /** Characters; the longest honest arguments are an expression of some hundred. */
    static final int LONGEST = 4_000;

    /** A quoted argument in an error: long enough to be recognised. */
    private static final int QUOTED = 40;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(5)
                                                    .build())
                                    .build())
                    .build();

    private final JsonNode object;

    private Arguments(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a JSON object that has only known names; also one that is wrapped in a JSON string, as
     * small models write it.
     */
    static Arguments of(String json, Set<String> known) throws BadArgument {
        if (json.length() > LONGEST) {
            throw new BadArgument("the arguments are longer than %d characters".formatted(LONGEST));
        }
        var tree = tree(json);
        var object = tree.isString() ? tree(tree.stringValue()) : tree;
        if (!object.isObject()) {
            throw new BadArgument("the arguments must be one JSON object with " + listed(known));
        }
        for (var name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new BadArgument(
                        "there is no argument \"%s\"; there are %s"
                                .formatted(shortened(name), listed(known)));
            }
        }
        return new Arguments(object);
    }

    private static JsonNode tree(String json) throws BadArgument {
        try {
            return JSON.readTree(json.isBlank() ? "{}" : json);
        } catch (JacksonException _) {
            throw new BadArgument("the arguments are no JSON");
        }
    }

    /** The text or number of that name, in the words of the model. */
    String text(String name) throws BadArgument {
        return optionalText(name)
                .orElseThrow(
                        () -> new BadArgument("the argument \"%s\" is missing".formatted(name)));
    }

    /** The same; empty where it is missing, null or blank. */
    Optional<String> optionalText(String name) throws BadArgument {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() && !value.isNumber()) {
            throw new BadArgument("\"%s\" must be a text or a number".formatted(name));
        }
        var text = value.asString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A whole number between minus and plus {@code most}; 0 where it is missing. */
    int wholeNumber(String name, int most) throws BadArgument {
        var text = optionalText(name).orElse("0");
        try {
            int number = Integer.parseInt(text);
            if (Math.abs((long) number) <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too large.
        }
        throw new BadArgument(
                "\"%s\" must be a whole number from -%d to %d, and is %s"
                        .formatted(name, most, most, shortened(text)));
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** For a message: what a model wrote can be of any length. */
    static String shortened(String text) {
        var oneLine = text.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= QUOTED ? oneLine : oneLine.substring(0, QUOTED) + "…";
    }
}
