package dev.understudy.tds;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** H2's columns as SQL Server would describe them. */
final class H2Columns {
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_@#][\\p{L}\\p{N}_@#$]*");

    private H2Columns() {}

    static List<ResultColumn> of(ResultSetMetaData h2, String sql) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int at = 1; at <= h2.getColumnCount(); at++) {
            columns.add(new ResultColumn(name(h2.getColumnLabel(at), sql), type(h2, at)));
        }
        return columns;
    }

    /** H2 names an expression by its own text, SQL Server not at all. */
    private static String name(String label, String sql) {
        boolean given =
                IDENTIFIER.matcher(label).matches()
                        || sql.contains("[" + label.replace("]", "]]") + "]")
                        || sql.contains("\"" + label + "\"");
        return given ? label : "";
    }

    private static WireType type(ResultSetMetaData h2, int at) throws SQLException {
        if (h2.getColumnTypeName(at).equals("DECFLOAT")) {
            return new NumberTypes.Decimal(NumberTypes.Decimal.MOST, 10);
        }
        int scale = Math.min(7, h2.getScale(at));
        return switch (h2.getColumnType(at)) {
            case Types.BIT, Types.BOOLEAN -> new NumberTypes.Bit();
            case Types.TINYINT, Types.SMALLINT -> new NumberTypes.Whole(2);
            case Types.INTEGER -> new NumberTypes.Whole(4);
            case Types.BIGINT -> new NumberTypes.Whole(8);
            case Types.DECIMAL, Types.NUMERIC ->
                    NumberTypes.Decimal.fitting(h2.getPrecision(at), h2.getScale(at));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> new NumberTypes.Floating();
            case Types.DATE -> new TimeTypes.Date();
            case Types.TIME -> new TimeTypes.Time(scale);
            case Types.TIMESTAMP -> new TimeTypes.DateTime(scale);
            case Types.TIMESTAMP_WITH_TIMEZONE -> new TimeTypes.WithOffset(scale);
            case Types.CHAR, Types.VARCHAR -> text(h2.getPrecision(at));
            default -> new TextTypes.Unbounded();
        };
    }

    private static WireType text(int length) {
        return length > TextTypes.MOST_BOUNDED
                ? new TextTypes.Unbounded()
                : new TextTypes.Bounded(Math.max(1, length));
    }
}
