package dev.understudy.agent.tool;

import java.util.Locale;
import java.util.regex.Pattern;

/** A question without what politeness adds, so that a few patterns meet it. */
final class PlainWords {
    /** Characters; whoever writes more asks for more than a conversion. */
    static final int LONGEST = 200;

    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:hi|hello|hey|please|ok|okay|so|and|can you|could you|would you|tell me|give me|calculate|compute|do you know|i want to know|i'd like to know)\\b[\\s,:!.]*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDING =
            Pattern.compile(
                    "[\\s,.!?]*\\b(?:please|thanks|thank you|for me|exactly)?[\\s.!?]*$",
                    Pattern.CASE_INSENSITIVE);

    private PlainWords() {}

    /** The question in one line, its case kept; empty where it is too long to be a plain one. */
    static String of(String question) {
        if (question.length() > LONGEST) {
            return "";
        }
        var text = question.replaceAll("\\s+", " ").replace('’', '\'').strip();
        var shorter = OPENING.matcher(text).replaceFirst("");
        while (shorter.length() < text.length()) {
            text = shorter;
            shorter = OPENING.matcher(text).replaceFirst("");
        }
        return ENDING.matcher(text).replaceFirst("");
    }

    static String lower(String question) {
        return of(question).toLowerCase(Locale.ROOT);
    }
}
