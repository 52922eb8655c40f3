package dev.understudy.data.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A result as a Markdown table. Its values cannot become anything but text. Pure. */
public final class MarkdownTable {
    /** A screen or two; who wants more asks for less at once. */
    public static final int MOST_ROWS = 50;

    /** More do not fit beside each other. */
    private static final int MOST_COLUMNS = 20;

    /** Longer values make a column of the others. */
    private static final int MOST_CHARS = 200;

    private MarkdownTable() {}

    /** The first rows, and in a line below what was left out; a sentence where there is no row. */
    public static String of(ResultTable table) {
        if (table.rows().isEmpty()) {
            return "No rows.";
        }
        var shown = ShownTable.of(table);
        int columns = Math.min(table.columns().size(), MOST_COLUMNS);
        var names = IntStream.range(0, columns).mapToObj(shown::column).toList();
        var text = new StringBuilder(line(names));
        text.append(
                IntStream.range(0, columns)
                        .mapToObj(it -> shown.numeric(it) ? "---:" : "---")
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
        int rows = Math.min(table.rows().size(), MOST_ROWS);
        for (int row = 0; row < rows; row++) {
            text.append(line(shown.row(row, "–").subList(0, columns)));
        }
        var left = leftOut(table, rows, columns);
        return left.isEmpty() ? text.toString().strip() : text + "\n" + left;
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(it -> it.length() > MOST_CHARS ? cut(it) : it)
                .map(MarkdownText::escaped)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Never in the middle of a character. */
    private static String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? 1 : 0;
        return text.substring(0, MOST_CHARS - end) + "…";
    }

    private static String leftOut(ResultTable table, int rows, int columns) {
        var parts = new StringBuilder();
        int more = table.rows().size() - rows;
        if (more > 0) {
            parts.append(
                    String.format(
                            Locale.ROOT, "… and %,d more %s. ", more, more == 1 ? "row" : "rows"));
        }
        if (table.columns().size() > columns) {
            parts.append(
                    "%d more columns are not shown. ".formatted(table.columns().size() - columns));
        }
        parts.append(
                switch (table.truncation()) {
                    case NONE -> "";
                    case ROWS ->
                            String.format(
                                    Locale.ROOT,
                                    "The database had more: only the first %,d rows were fetched.",
                                    table.rows().size());
                    case BYTES ->
                            String.format(
                                    Locale.ROOT,
                                    "The database had more: only %,d rows were fetched, since they are large.",
                                    table.rows().size());
                });
        return parts.toString().strip();
    }
}
