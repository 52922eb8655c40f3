package dev.understudy.settings;

/** Texts found in a configuration, made fit for a line on a terminal. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /** At most 80 characters, without line breaks or other control characters. */
    static String shortened(String text) {
        var cut = text.length() > LONGEST;
        return oneLine(cut ? text.substring(0, LONGEST) : text) + (cut ? "..." : "");
    }

    /** Control characters written as escapes, so that no text can move a cursor or end a line. */
    static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(it -> {
                    switch (Character.getType(it)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR ->
                                line.append("\\u%04x".formatted(it));
                        default -> line.appendCodePoint(it);
                    }
                });
        return line.toString();
    }
}
