package dev.understudy.data.evaluation;

import dev.understudy.data.result.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The cells that DuckDB's driver gives, in no driver's types. */
final class Cells {
    private Cells() {}

    static Cell of(@Nullable Object value) {
        return switch (value) {
            case null -> new Cell.Missing();
            case Boolean flag -> new Cell.Bool(flag);
            case BigDecimal number -> new Cell.Numeric(number);
            case BigInteger number -> new Cell.Numeric(new BigDecimal(number));
            case Double number when Double.isFinite(number) ->
                    new Cell.Numeric(BigDecimal.valueOf(number));
            case Float number when Float.isFinite(number) ->
                    new Cell.Numeric(new BigDecimal(number.toString()));
            case Long number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case Integer number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case Short number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case Byte number -> new Cell.Numeric(BigDecimal.valueOf(number));
            case LocalDate day -> new Cell.Date(day);
            case Date day -> new Cell.Date(day.toLocalDate());
            case Timestamp moment -> new Cell.Timestamp(moment.toLocalDateTime());
            case LocalDateTime moment -> new Cell.Timestamp(moment);
            case LocalTime time -> new Cell.Time(time);
            default -> new Cell.Text(value.toString(), false);
        };
    }

    /** For people. */
    static String shown(Cell cell) {
        return switch (cell) {
            case Cell.Missing() -> "NULL";
            case Cell.Text(var text, _) -> text;
            case Cell.Numeric(var number) -> number.toPlainString();
            case Cell.Bool(var flag) -> String.valueOf(flag);
            case Cell.Date(var day) -> day.toString();
            case Cell.Timestamp(var moment) -> moment.toString();
            case Cell.Time(var time) -> time.toString();
        };
    }
}
