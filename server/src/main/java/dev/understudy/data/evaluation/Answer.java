package dev.understudy.data.evaluation;

import dev.understudy.data.result.Cell;
import java.util.List;

/** How a question was answered. */
public sealed interface Answer {
    record Rows(String sql, List<List<Cell>> rows) implements Answer {
        public Rows {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** It was not, and nothing wrong was said. */
    record Declined(String reason) implements Answer {}

    /** There was a statement, but it did not run. */
    record Failed(String sql, String reason) implements Answer {}
}
