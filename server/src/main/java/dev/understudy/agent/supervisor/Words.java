package dev.understudy.agent.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits texts and names into words that can be compared: lower case, singular. */
final class Words {
    private static final Pattern NAME_PART =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|[^\\p{L}\\p{M}\\d]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\d]+(?:['’][\\p{L}]+)?");

    private Words() {}

    /** {@code order_items}, {@code OrderItems} and {@code "order items"} are {@code order item}. */
    static List<String> ofName(String name) {
        return NAME_PART.splitAsStream(name).filter(it -> !it.isEmpty()).map(Words::plain).toList();
    }

    /** The words of a question, as they are written. */
    static List<String> ofText(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return List.copyOf(words);
    }

    /** One word in lower case and singular, without a possessive ending. */
    static String plain(String word) {
        var lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        var bare = lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
        return singular(bare);
    }

    private static String singular(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4 && word.matches(".*(?:sses|xes|ches|shes)")) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.matches(".*(?:ss|us|is)")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
