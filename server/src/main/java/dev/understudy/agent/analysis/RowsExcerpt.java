package dev.understudy.agent.analysis;

import dev.understudy.context.TokenCounter;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.result.ShownTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A result's first rows for a model, as lines with bars between the values.
 *
 * @param rows how many they are
 */
record RowsExcerpt(String text, int rows) {
    private static final int TOKENS = 1_200;
    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 20;
    private static final int MOST_CHARS = 120;

    static RowsExcerpt of(ResultTable table) {
        var shown = ShownTable.of(table);
        var counter = TokenCounter.estimate();
        int columns = Math.min(table.columns().size(), MOST_COLUMNS);
        var text =
                new StringBuilder(
                        line(IntStream.range(0, columns).mapToObj(shown::column).toList()));
        int left = TOKENS - counter.count(text.toString());
        int rows = 0;
        while (rows < Math.min(table.rows().size(), MOST_ROWS)) {
            var line = line(shown.row(rows, "NULL").subList(0, columns));
            left -= counter.count(line);
            if (left < 0 && rows > 0) {
                break;
            }
            text.append(line);
            rows++;
        }
        return new RowsExcerpt(text.toString(), rows);
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(it -> it.length() <= MOST_CHARS ? it : it.substring(0, MOST_CHARS) + "…")
                .collect(Collectors.joining(" | ", "", "\n"));
    }
}
