package dev.understudy.data.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that names are made of: {@code order_items}, {@code OrderItems}, {@code orderItems} and
 * {@code "Order Items"} are all two words. Pure.
 */
public final class NameWords {
    private NameWords() {}

    /** The words, in their order and their own case; empty where there is no letter or digit. */
    public static List<String> of(String name) {
        String text = DataText.composed(name);
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !inWord(text.charAt(i)) || begins(text, start, i)) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i == text.length() || inWord(text.charAt(i)) ? i : i + 1;
            }
        }
        return words;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    /** Whether a new word begins at {@code i} without anything between: camel case. */
    private static boolean begins(String text, int start, int i) {
        if (i == start || !Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        boolean afterSmall = !Character.isUpperCase(text.charAt(i - 1));
        boolean beforeSmall = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
        return afterSmall || beforeSmall;
    }
}
