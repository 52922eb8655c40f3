package dev.understudy.agent.tool;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises questions that are a conversion and nothing else ("How many cm are in 5 inches?").
 * What is not fully understood is left to a model.
 */
final class UnitQuestions {
    private static final String NUMBER = "(-?\\d[\\d,]{0,30}(?:\\.\\d{1,30})?)";

    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:(?:convert|what is|what's|what are|how much is|how much are|how many is|how long is|how far is|how fast is|how hot is)\\s+)?"
                            + NUMBER
                            + "\\s*(\\S.*)$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN =
            Pattern.compile("\\s+(?:in|to|into|as)\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOW_MANY =
            Pattern.compile(
                    "^how many (.+?)(?: are| is)?(?: there)? in (?:"
                            + NUMBER
                            + "|an?|one)\\s*(.+)$",
                    Pattern.CASE_INSENSITIVE);

    private UnitQuestions() {}

    /** The conversion; empty where the question is none, or a unit is not known. */
    static Optional<ToolResult> answer(String question) {
        var plain = PlainWords.of(question);
        var howMany = HOW_MANY.matcher(plain);
        if (howMany.matches()) {
            var value = howMany.group(2);
            return converted(value == null ? "1" : value, howMany.group(3), howMany.group(1));
        }
        var opening = OPENING.matcher(plain);
        return opening.matches() ? split(opening.group(1), opening.group(2)) : Optional.empty();
    }

    /** "5 in in cm": the word between may also be a unit, so each place is tried. */
    private static Optional<ToolResult> split(String value, String units) {
        var between = BETWEEN.matcher(units);
        for (int from = 0; between.find(from); from = between.start() + 1) {
            var result =
                    converted(
                            value,
                            units.substring(0, between.start()),
                            units.substring(between.end()));
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    private static Optional<ToolResult> converted(String value, String from, String to) {
        try {
            var use = Arguments.shortened("convert %s %s to %s".formatted(value, from, to));
            return Optional.of(new ToolResult(use, Conversion.convert(value, from, to)));
        } catch (BadArgument _) {
            return Optional.empty();
        }
    }
}
