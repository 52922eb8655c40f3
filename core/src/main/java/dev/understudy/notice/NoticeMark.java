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

    private NoticeMark() {}

    /** The notice as a paragraph of Markdown, between marks. */
    public static String inline(Notice notice) {
        var body = notice.text().isEmpty() ? "" : "\n\n" + notice.text();
        return "%s\n%s **%s**%s\n\n%s".formatted(BEGIN, notice.sign(), notice.title(), body, END);
    }

    /** Any other line of ours, between marks. */
    public static String inline(String line) {
        return "%s\n\n%s\n%s".formatted(BEGIN, line, END);
    }

    /**
     * The text without what stands between marks. A mark without its end (an answer that was cut)
     * takes the rest of the text with it; an end alone is removed.
     */
    public static String strip(String text) {
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return text.contains(END) ? text.replace(END, "") : text;
        }
        var kept = new StringBuilder(text.length());
        int from = 0;
        while (begin >= 0) {
            kept.append(text, from, begin);
            int end = text.indexOf(END, begin);
            if (end < 0) {
                return kept.toString();
            }
            from = end + END.length();
            begin = text.indexOf(BEGIN, from);
        }
        return kept.append(text, from, text.length()).toString().replace(END, "");
    }
}
