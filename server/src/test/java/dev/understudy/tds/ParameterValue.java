package dev.understudy.tds;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.ProtocolException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads a parameter's type and value. Numbers come as Long, Double or BigDecimal. */
final class ParameterValue {
    private static final int WITHOUT_END = 0xFFFF;

    private ParameterValue() {}

    static @Nullable Object read(WireReader reader) throws ProtocolException {
        int type = reader.u8();
        return switch (type) {
            case 0x26 -> whole(skipped(reader, 1));
            case 0x68 -> bit(skipped(reader, 1));
            case 0x6D -> floating(skipped(reader, 1));
            case 0x6A, 0x6C -> decimal(skipped(reader, 2));
            case 0x28 -> {
                int size = reader.u8();
                yield size == 0 ? null : day(reader);
            }
            case 0x29, 0x2A, 0x2B -> moment(type, reader);
            case 0xE7, 0xEF -> text(reader, StandardCharsets.UTF_16LE);
            case 0xA7, 0xAF -> text(reader, Charset.forName("windows-1252"));
            default ->
                    throw new ProtocolException(
                            "a parameter of type 0x" + Integer.toHexString(type));
        };
    }

    private static WireReader skipped(WireReader reader, int bytes) throws ProtocolException {
        reader.raw(bytes);
        return reader;
    }

    private static @Nullable Object whole(WireReader reader) throws ProtocolException {
        int size = reader.u8();
        if (size == 0) {
            return null;
        }
        int unused = Long.SIZE - 8 * size;
        return reader.number(size) << unused >> unused;
    }

    private static @Nullable Object bit(WireReader reader) throws ProtocolException {
        return reader.u8() == 0 ? null : reader.u8() != 0;
    }

    private static @Nullable Object floating(WireReader reader) throws ProtocolException {
        return switch (reader.u8()) {
            case 0 -> null;
            case 4 -> (double) Float.intBitsToFloat(reader.i32());
            default -> Double.longBitsToDouble(reader.i64());
        };
    }

    private static @Nullable Object decimal(WireReader reader) throws ProtocolException {
        int scale = reader.u8();
        int size = reader.u8();
        if (size == 0) {
            return null;
        }
        int sign = reader.u8() == 0 ? -1 : 1;
        byte[] lowFirst = reader.raw(size - 1);
        byte[] highFirst = new byte[lowFirst.length];
        for (int at = 0; at < lowFirst.length; at++) {
            highFirst[at] = lowFirst[lowFirst.length - 1 - at];
        }
        return new BigDecimal(new BigInteger(sign, highFirst), scale);
    }

    private static LocalDate day(WireReader reader) throws ProtocolException {
        return LocalDate.ofEpochDay(reader.number(3) + TimeTypes.FIRST_DAY);
    }

    private static @Nullable Object moment(int type, WireReader reader) throws ProtocolException {
        int scale = reader.u8();
        if (reader.u8() == 0) {
            return null;
        }
        long units = reader.number(TimeTypes.timeBytes(scale));
        LocalTime time = LocalTime.ofNanoOfDay(units * TimeTypes.unit(scale));
        return switch (type) {
            case 0x29 -> time;
            case 0x2A -> day(reader).atTime(time);
            default -> {
                var utc = day(reader).atTime(time).atOffset(ZoneOffset.UTC);
                yield utc.withOffsetSameInstant(
                        ZoneOffset.ofTotalSeconds(60 * (short) reader.u16()));
            }
        };
    }

    private static @Nullable Object text(WireReader reader, Charset charset)
            throws ProtocolException {
        int most = reader.u16();
        reader.raw(5); // collation
        if (most == WITHOUT_END) {
            return inChunks(reader, charset);
        }
        int size = reader.u16();
        return size == WITHOUT_END ? null : new String(reader.raw(size), charset);
    }

    private static @Nullable Object inChunks(WireReader reader, Charset charset)
            throws ProtocolException {
        if (reader.i64() == -1) {
            return null;
        }
        var all = new ByteArrayOutputStream();
        for (int size = reader.i32(); size != 0; size = reader.i32()) {
            all.writeBytes(reader.raw(size));
        }
        return all.toString(charset);
    }
}
