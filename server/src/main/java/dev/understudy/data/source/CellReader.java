package dev.understudy.data.source;

import dev.understudy.data.result.Cell;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one column. Dates and times are asked for as such: what {@code getObject}
 * gives of its own accord was turned into the machine's zone by some drivers, which moves what
 * falls into the hour that daylight saving leaves out.
 */
final class CellReader {
    /** SQL Server's type with an offset, of no number in the standard. */
    private static final int DATETIMEOFFSET = -155;

    /** Later years, and those before our era, are shown as the database writes them. */
    private static final int LAST_YEAR = 9999;

    private enum Kind {
        DATE,
        TIMESTAMP,
        TIMESTAMP_WITH_OFFSET,
        TIME,
        BINARY,
        ANY
    }

    private final int column;
    private final Kind kind;
    private final int mostChars;

    private CellReader(int column, Kind kind, int mostChars) {
        this.column = column;
        this.kind = kind;
        this.mostChars = mostChars;
    }

    /** The reader of the column with that number, counted from 1. */
    static CellReader of(ResultSetMetaData columns, int column, int mostChars) throws SQLException {
        Kind kind = kind(columns.getColumnType(column), columns.getColumnTypeName(column));
        return new CellReader(column, kind, mostChars);
    }

    private static Kind kind(int type, @Nullable String name) {
        return switch (type) {
            case Types.DATE -> Kind.DATE;
            case Types.TIME -> named(name, "timetz") ? Kind.ANY : Kind.TIME;
            case Types.TIMESTAMP ->
                    named(name, "timestamptz") ? Kind.TIMESTAMP_WITH_OFFSET : Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE, DATETIMEOFFSET -> Kind.TIMESTAMP_WITH_OFFSET;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            default -> Kind.ANY;
        };
    }

    /** PostgreSQL says only by the name whether there is an offset. */
    private static boolean named(@Nullable String name, String wanted) {
        return name != null && name.toLowerCase(Locale.ROOT).equals(wanted);
    }

    /** The value in the current row; what its type cannot hold is read as text. */
    Cell read(ResultSet row) throws SQLException {
        try {
            Cell cell = typed(row);
            return row.wasNull() ? new Cell.Missing() : cell;
        } catch (SQLException | DateTimeException e) {
            return asText(row);
        }
    }

    private Cell typed(ResultSet row) throws SQLException {
        return switch (kind) {
            case DATE -> date(row);
            case TIMESTAMP -> timestamp(row, row.getObject(column, LocalDateTime.class));
            case TIMESTAMP_WITH_OFFSET -> timestamp(row, utc(row));
            case TIME -> time(row);
            case BINARY -> binary(row.getBytes(column));
            case ANY ->
                    CellValues.cell(row.getObject(column), () -> row.getString(column), mostChars);
        };
    }

    private Cell date(ResultSet row) throws SQLException {
        LocalDate date = row.getObject(column, LocalDate.class);
        if (date == null) {
            return new Cell.Missing();
        }
        return shown(date.getYear()) ? new Cell.Date(date) : asText(row);
    }

    private Cell timestamp(ResultSet row, @Nullable LocalDateTime timestamp) throws SQLException {
        if (timestamp == null) {
            return new Cell.Missing();
        }
        return shown(timestamp.getYear()) ? new Cell.Timestamp(timestamp) : asText(row);
    }

    private @Nullable LocalDateTime utc(ResultSet row) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private Cell time(ResultSet row) throws SQLException {
        LocalTime time = row.getObject(column, LocalTime.class);
        return time == null ? new Cell.Missing() : new Cell.Time(time);
    }

    private static Cell binary(byte @Nullable [] bytes) {
        return bytes == null
                ? new Cell.Missing()
                : new Cell.Text("<%d bytes>".formatted(bytes.length), false);
    }

    private static boolean shown(int year) {
        return year > 0 && year <= LAST_YEAR;
    }

    private Cell asText(ResultSet row) throws SQLException {
        try {
            String text = row.getString(column);
            return text == null ? new Cell.Missing() : CellValues.text(text, mostChars);
        } catch (DateTimeException e) {
            return new Cell.Text("<no such time>", false);
        }
    }

    /** What a cell counts for: text in UTF-8, numbers as their digits, the rest a few. */
    static long bytes(Cell cell) {
        return switch (cell) {
            case Cell.Missing() -> 1;
            case Cell.Text(String text, boolean cut) -> CellValues.utf8(text);
            case Cell.Numeric(var value) -> value.precision() + 2L;
            case Cell.Bool(boolean value) -> 1;
            case Cell.Date(LocalDate value) -> 10;
            case Cell.Timestamp(LocalDateTime value) -> 26;
            case Cell.Time(LocalTime value) -> 15;
        };
    }
}
