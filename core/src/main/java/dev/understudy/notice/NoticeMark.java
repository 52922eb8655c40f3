package dev.understudy.notice;

/**
 * Marks notices that are written into an answer, so that they can be taken out again when the
 * answer comes back as history: else the model reads them as its own words and imitates them. The
 * marks are invisible characters (U+2063 and U+2064, which no text needs in this order), so that a
 * reader of plain text sees the notice alone.
 */
public final class NoticeMark {
    private static final String BEGIN = "\u2063\u2064\u2063";
    private static final String END = "\u2064\u2063\u2064";
    private static final char SEPARATOR = '\u2063';
    private static final char PLUS = '\u2064';
    private static final String EMPTY_LINE = "\n\n";

    private NoticeMark() {}

    /**
     * The notice as a paragraph of Markdown of its own, wherever it is put: behind the fence of a
     * block of code, a mark on the same line would keep that block open. The empty line behind it
     * comes after the mark: Markdown knows a heading or a list only where nothing is in front of
     * it.
     */
    public static String inline(Notice notice) {
        var body = notice.text().isEmpty() ? "" : "\n\n" + notice.text();
        return "\n%s\n\n%s **%s**%s%s%s"
                .formatted(BEGIN, notice.sign(), notice.title(), body, END, EMPTY_LINE);
    }

    /** Any other line of ours, between marks. */
    public static String inline(String line) {
        return "\n%s\n\n%s\n%s".formatted(BEGIN, line, END);
    }

    /**
     * A model's own words: without the characters that marks are made of, so that it forges none.
     */
    public static String unmarked(String text) {
        return text.indexOf(SEPARATOR) < 0 && text.indexOf(PLUS) < 0
                ? text
                : text.replace(String.valueOf(SEPARATOR), "").replace(String.valueOf(PLUS), "");
    }

    /**
     * The text without what stands between marks, and without the line break before a mark and the
     * empty line behind one. A mark without its end (an answer that was cut) takes the rest of the
     * text with it; an end alone is removed.
     */
    public static String strip(String text) {
        if (!text.contains(BEGIN) && !text.contains(END)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        int from = 0;
        int begin = -1;
        while (from < text.length()) {
            // Looked for only once it is passed: else many ends without a begin take quadratic
            // time.
            begin = begin < from ? indexOrEnd(text, BEGIN, from) : begin;
            int end = indexOrEnd(text, END, from);
            kept.append(text, from, beforeBreak(text, from, Math.min(begin, end), begin));
            if (begin < end) {
                end = indexOrEnd(text, END, begin + BEGIN.length());
            }
            from = afterEmptyLine(text, end + END.length());
        }
        return kept.toString();
    }

    private static int beforeBreak(String text, int from, int until, int begin) {
        boolean broken = until == begin && until > from && text.charAt(until - 1) == '\n';
        return broken && until < text.length() ? until - 1 : until;
    }

    private static int indexOrEnd(String text, String mark, int from) {
        int index = text.indexOf(mark, from);
        return index < 0 ? text.length() : index;
    }

    private static int afterEmptyLine(String text, int from) {
        return text.startsWith(EMPTY_LINE, from) ? from + EMPTY_LINE.length() : from;
    }
}
