package dev.understudy.data.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A result as text for people: each column's values written alike, each on one line. Nothing is
 * escaped. Immutable.
 */
public final class ShownTable {
    private final ResultTable table;
    private final List<ColumnFormat> formats;

    private ShownTable(ResultTable table, List<ColumnFormat> formats) {
        this.table = table;
        this.formats = formats;
    }

    public static ShownTable of(ResultTable table) {
        var formats = new ArrayList<ColumnFormat>();
        for (int column = 0; column < table.columns().size(); column++) {
            formats.add(ColumnFormat.of(table.columns().get(column), cells(table, column)));
        }
        return new ShownTable(table, List.copyOf(formats));
    }

    static List<Cell> cells(ResultTable table, int column) {
        return table.rows().stream().map(it -> it.get(column)).toList();
    }

    public ResultTable table() {
        return table;
    }

    /** The column's name; never empty. */
    public String column(int column) {
        var name = table.columns().get(column).strip();
        return name.isEmpty() ? "column " + (column + 1) : name;
    }

    /** Whether the column holds numbers only. */
    public boolean numeric(int column) {
        return formats.get(column).numeric();
    }

    /** One row's values; {@code missing} stands for SQL's NULL. */
    public List<String> row(int row, String missing) {
        var cells = table.rows().get(row);
        return IntStream.range(0, cells.size())
                .mapToObj(column ->
                        cells.get(column) instanceof Cell.Missing
                                ? missing
                                : formats.get(column).text(cells.get(column)))
                .toList();
    }
}
