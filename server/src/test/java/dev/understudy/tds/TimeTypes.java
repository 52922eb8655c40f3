package dev.understudy.tds;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Days and times. A day is counted from 0001-01-01, a time in 10 to the power of -scale seconds.
 */
final class TimeTypes {
    static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private TimeTypes() {}

    static int timeBytes(int scale) {
        return scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
    }

    /** How many nanoseconds a unit of this scale has. */
    static long unit(int scale) {
        long nanos = 1;
        for (int digit = scale; digit < 9; digit++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static void day(WireBuffer to, LocalDate day) {
        to.number(day.toEpochDay() - FIRST_DAY, 3);
    }

    private static void time(WireBuffer to, LocalTime time, int scale) {
        to.number(time.toNanoOfDay() / unit(scale), timeBytes(scale));
    }

    /** DATE. */
    record Date() implements WireType {
        @Override
        public Class<?> javaType() {
            return LocalDate.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x28);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
            } else {
                day(to.u8(3), (LocalDate) value);
            }
        }
    }

    /** TIME(scale). */
    record Time(int scale) implements WireType {
        @Override
        public Class<?> javaType() {
            return LocalTime.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x29).u8(scale);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
            } else {
                time(to.u8(timeBytes(scale)), (LocalTime) value, scale);
            }
        }
    }

    /** DATETIME2(scale). */
    record DateTime(int scale) implements WireType {
        @Override
        public Class<?> javaType() {
            return LocalDateTime.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x2A).u8(scale);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
                return;
            }
            LocalDateTime moment = (LocalDateTime) value;
            time(to.u8(timeBytes(scale) + 3), moment.toLocalTime(), scale);
            day(to, moment.toLocalDate());
        }
    }

    /** DATETIMEOFFSET(scale): the moment in UTC, then the offset in minutes. */
    record WithOffset(int scale) implements WireType {
        @Override
        public Class<?> javaType() {
            return OffsetDateTime.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x2B).u8(scale);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
                return;
            }
            OffsetDateTime moment = (OffsetDateTime) value;
            LocalDateTime utc = moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            time(to.u8(timeBytes(scale) + 5), utc.toLocalTime(), scale);
            day(to, utc.toLocalDate());
            to.u16(moment.getOffset().getTotalSeconds() / 60);
        }
    }
}
