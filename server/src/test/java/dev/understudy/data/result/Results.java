package dev.understudy.data.result;

import dev.understudy.data.result.ResultTable.Truncation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Results made by hand. */
public final class Results {
    private Results() {}

    /** Columns by their names with {@code |} between them; rows by their values. */
    public static ResultTable table(String columns, Object[]... rows) {
        return table(columns, Truncation.NONE, rows);
    }

    public static ResultTable table(String columns, Truncation truncation, Object[]... rows) {
        return new ResultTable(
                List.of(columns.split("\\|", -1)),
                Arrays.stream(rows)
                        .map(it -> Arrays.stream(it).map(Results::cell).toList())
                        .toList(),
                truncation);
    }

    public static Object[] row(Object... values) {
        return values;
    }

    /** So many rows of a name and a number. */
    public static ResultTable many(int rows) {
        return table(
                "name|amount",
                Stream.iterate(1, it -> it + 1)
                        .limit(rows)
                        .map(it -> row("name " + it, it * 10))
                        .toArray(Object[][]::new));
    }

    private static Cell cell(Object value) {
        return switch (value) {
            case Cell cell -> cell;
            case Integer number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case Double number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case BigDecimal number -> new Cell.Numeric(number);
            case Boolean bool -> new Cell.Bool(bool);
            case LocalDate day -> new Cell.Date(day);
            case LocalDateTime moment -> new Cell.Timestamp(moment);
            case String text -> new Cell.Text(text, false);
            default -> throw new IllegalArgumentException("no cell: " + value);
        };
    }
}
