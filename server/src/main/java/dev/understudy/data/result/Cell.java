package dev.understudy.data.result;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** One value of a result, in no driver's types. */
public sealed interface Cell {
    /** SQL's NULL. */
    record Missing() implements Cell {}

    /** {@code cut} when the value was longer than a cell may be. */
    record Text(String text, boolean cut) implements Cell {}

    /** Exact where the database is; NaN and infinities are {@link Text}. */
    record Numeric(BigDecimal value) implements Cell {}

    record Bool(boolean value) implements Cell {}

    record Date(LocalDate value) implements Cell {}

    /** In the database's own zone; one with an offset is turned into UTC. */
    record Timestamp(LocalDateTime value) implements Cell {}

    record Time(LocalTime value) implements Cell {}
}
