package dev.understudy.tds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A type of SQL Server: how a column of it is described, and how its values are sent. */
interface WireType {
    /** What values are in Java. */
    Class<?> javaType();

    /** Appends the type's description (TYPE_INFO). */
    void describe(WireBuffer to);

    /** Appends a value; null is NULL. */
    void value(WireBuffer to, @Nullable Object value);

    /** The type for values that a test wrote down; for none but NULLs it is text. */
    static WireType forValues(Stream<@Nullable Object> values) {
        return values.filter(Objects::nonNull)
                .findFirst()
                .map(WireType::forValue)
                .orElseGet(() -> new TextTypes.Bounded(4_000));
    }

    private static WireType forValue(Object value) {
        return switch (value) {
            case Boolean _ -> new NumberTypes.Bit();
            case Integer _ -> new NumberTypes.Whole(4);
            case Long _ -> new NumberTypes.Whole(8);
            case BigDecimal decimal -> new NumberTypes.Decimal(38, decimal.scale());
            case Double _ -> new NumberTypes.Floating();
            case LocalDate _ -> new TimeTypes.Date();
            case LocalTime _ -> new TimeTypes.Time(7);
            case LocalDateTime _ -> new TimeTypes.DateTime(7);
            case OffsetDateTime _ -> new TimeTypes.WithOffset(7);
            case String text when text.length() > 4_000 -> new TextTypes.Unbounded();
            default -> new TextTypes.Bounded(4_000);
        };
    }
}
