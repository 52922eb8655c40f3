package dev.understudy.web.openai;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text that comes in pieces into deltas that fit into a line of the stream, never within a
 * character: clients give up on lines past 128 KiB, and the worst character takes six bytes in
 * JSON. A half character at the end of a piece waits for its other half. One thread at a time.
 */
public final class DeltaSplitter {
    /** Java characters in one delta. */
    static final int LONGEST = 8_192;

    private String half = "";

    /** The deltas that are whole by now; may be none. */
    public List<String> split(String piece) {
        var text = half.isEmpty() ? piece : half + piece;
        int end = text.length();
        boolean endsInHalf = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        half = endsInHalf ? text.substring(end - 1) : "";
        return cut(endsInHalf ? text.substring(0, end - 1) : text);
    }

    static List<String> cut(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.length() <= LONGEST) {
            return List.of(Surrogates.replaceLone(text));
        }
        var deltas = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + LONGEST);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            deltas.add(Surrogates.replaceLone(text.substring(from, to)));
            from = to;
        }
        return deltas;
    }
}
