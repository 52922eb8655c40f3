package dev.understudy.web.openai;

/**
 * Halves of characters. An escape in JSON can name one alone; no encoder can write it, so it is
 * replaced before it gets that far.
 */
final class Surrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private Surrogates() {}

    /** The text with each lone half replaced by U+FFFD; the same string where there is none. */
    static String replaceLone(String text) {
        int lone = firstLone(text, 0);
        if (lone < 0) {
            return text;
        }
        var whole = new StringBuilder(text);
        while (lone >= 0) {
            whole.setCharAt(lone, REPLACEMENT);
            lone = firstLone(whole, lone + 1);
        }
        return whole.toString();
    }

    private static int firstLone(CharSequence text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                i++;
            } else if (isPair(text, i)) {
                i += 2;
            } else {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPair(CharSequence text, int at) {
        return at + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
