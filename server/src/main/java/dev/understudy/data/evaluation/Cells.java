package dev.understudy.data.evaluation;

import dev.understudy.data.result.Cell;

/** Cells as they are shown to people who look for what is wrong. */
final class Cells {
    private Cells() {}

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
