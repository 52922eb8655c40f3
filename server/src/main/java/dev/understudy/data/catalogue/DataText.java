package dev.understudy.data.catalogue;

import java.text.Normalizer;

/**
 * Text that comes from a database, made harmless for a prompt, a log and a screen: on one line,
 * without control characters and without invisible ones that turn the direction of writing. Pure.
 */
public final class DataText {
    private static final String CUT = "…";

    private DataText() {}

    /** Cleaned, and cut to {@code most} characters, the sign of the cut included. */
    public static String cleaned(String text, int most) {
        String bounded = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
        String oneLine = visible(bounded).strip().replaceAll("\\s+", " ");
        if (oneLine.length() <= most && bounded.length() == text.length()) {
            return oneLine;
        }
        int end = Math.min(oneLine.length(), most - CUT.length());
        if (end > 0 && Character.isHighSurrogate(oneLine.charAt(end - 1))) {
            end--;
        }
        return oneLine.substring(0, end) + CUT;
    }

    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> visible.appendCodePoint(harmless(c) ? c : ' '));
        return visible.toString();
    }

    /** Whether it is seen as what it is: no control, no invisible character, no lone surrogate. */
    public static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Whether a name holds nothing that {@link #cleaned} would take out, and is not empty. */
    public static boolean isPlain(String name) {
        return !name.isBlank() && name.codePoints().allMatch(DataText::harmless);
    }

    /** Composed characters, so that what looks the same is the same. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
