package dev.understudy.data.result;

import java.util.List;

/**
 * What a statement gave, within its limits. Immutable.
 *
 * @param columns the columns' names, in order; two may be the same
 * @param rows each as long as {@code columns}
 * @param truncation why there is not more; {@code NONE} when this is all
 */
public record ResultTable(List<String> columns, List<List<Cell>> rows, Truncation truncation) {
    /** Why rows were left out. */
    public enum Truncation {
        NONE,
        /** The database had at least one row more. */
        ROWS,
        /** The next row would have gone past the bytes allowed. */
        BYTES
    }

    public ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
