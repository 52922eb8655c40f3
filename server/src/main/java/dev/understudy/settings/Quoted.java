package dev.understudy.settings;

import java.util.regex.Pattern;

/** Texts found in a configuration, made fit for a line on a terminal. */
final class Quoted {
    private static final int LONGEST = 80;
    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z]+://)?.*@", Pattern.DOTALL);

    private Quoted() {}

    /** As {@link #shortened}, without the user and password that an address may begin with. */
    static String value(String text) {
        return shortened(USER_INFO.matcher(text).replaceFirst("$1" + Secret.MASK + "@"));
    }

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
