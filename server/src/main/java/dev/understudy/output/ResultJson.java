package dev.understudy.output;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows as JSON: arrays in the order of the columns, numbers as numbers. Pure functions. */
public final class ResultJson {
    private ResultJson() {}

    /**
     * Puts {@code columns} and {@code rows} into the object.
     *
     * @param longest characters of rows from which on they are left out, and {@code rows_omitted}
     *     says how many there were
     */
    public static void put(ObjectNode json, ResultTable table, int longest) {
        var columns = json.putArray("columns");
        table.columns().forEach(columns::add);
        var rows = json.arrayNode();
        long length = 2;
        for (var row : table.rows()) {
            var array = rows.addArray();
            row.forEach(cell -> add(array, cell));
            if (longest < Integer.MAX_VALUE) {
                length += array.toString().length() + 1L;
                if (length > longest) {
                    rows.removeAll();
                    json.put("rows_omitted", table.rows().size());
                    break;
                }
            }
        }
        json.set("rows", rows);
        json.put("truncated", table.truncation() != ResultTable.Truncation.NONE);
    }

    private static void add(ArrayNode row, Cell cell) {
        switch (cell) {
            case Cell.Missing() -> row.addNull();
            case Cell.Text(var text, _) -> row.add(text);
            case Cell.Numeric(var value) -> row.add(value);
            case Cell.Bool(var value) -> row.add(value);
            case Cell.Date(var value) -> row.add(value.toString());
            case Cell.Timestamp(var value) -> row.add(value.toString());
            case Cell.Time(var value) -> row.add(value.toString());
        }
    }
}
