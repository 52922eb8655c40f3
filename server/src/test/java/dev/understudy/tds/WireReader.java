package dev.understudy.tds;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link WireBuffer} writes. Not thread-safe. */
final class WireReader {
    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int u8() throws ProtocolException {
        return (int) number(1);
    }

    int u16() throws ProtocolException {
        return (int) number(2);
    }

    int i32() throws ProtocolException {
        return (int) number(4);
    }

    long i64() throws ProtocolException {
        return number(8);
    }

    /** A number without a sign, unless it fills all eight bytes. */
    long number(int size) throws ProtocolException {
        need(size);
        long value = 0;
        for (int place = 0; place < size; place++) {
            value |= (bytes[at++] & 0xFFL) << (8 * place);
        }
        return value;
    }

    byte[] raw(int count) throws ProtocolException {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    String utf16(int units) throws ProtocolException {
        return new String(raw(2 * units), StandardCharsets.UTF_16LE);
    }

    /** Text with its count of units in one byte before it. */
    String shortText() throws ProtocolException {
        return utf16(u8());
    }

    /** From the beginning of all. */
    WireReader jumpTo(int place) throws ProtocolException {
        at = 0;
        need(place);
        at = place;
        return this;
    }

    int left() {
        return bytes.length - at;
    }

    private void need(int count) throws ProtocolException {
        if (count < 0 || count > left()) {
            throw new ProtocolException("%d bytes are missing".formatted(count - left()));
        }
    }
}
