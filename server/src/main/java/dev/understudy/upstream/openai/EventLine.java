package dev.understudy.upstream.openai;

import dev.understudy.failure.Defect;
import org.jspecify.annotations.Nullable;

/**
 * One line of a stream of server-sent events (source: the HTML standard, "Parsing an event
 * stream"). Each {@code data} line stands for an event of its own, since every server writes its
 * JSON in one line.
 */
final class EventLine {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private EventLine() {}

    /** Takes what a {@code data} line holds. */
    @FunctionalInterface
    interface DataReader {
        @Nullable Defect data(char[] chars, int from, int length);
    }

    /** Hands data on; comments and other fields say nothing; any other line is a bad one. */
    static @Nullable Defect read(char[] chars, int length, DataReader reader) {
        if (startsWith(DATA, chars, 0, length)) {
            var from = DATA.length();
            while (from < length && chars[from] <= ' ') {
                from++;
            }
            return from == length ? null : reader.data(chars, from, length - from);
        }
        return chars[0] == ':'
                        || startsWith("event:", chars, 0, length)
                        || startsWith("id:", chars, 0, length)
                        || startsWith("retry:", chars, 0, length)
                ? null
                : Defect.BAD_LINE;
    }

    /** Whether the data is the mark of the end. */
    static boolean isDone(char[] chars, int from, int length) {
        return chars[from] == '[' && startsWith(DONE, chars, from, from + length);
    }

    private static boolean startsWith(String start, char[] chars, int from, int end) {
        if (end - from < start.length()) {
            return false;
        }
        for (var i = 0; i < start.length(); i++) {
            if (chars[from + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
