package dev.understudy.tds;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes to be sent: numbers with the low byte first, text in UTF-16. Not thread-safe. */
final class WireBuffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    WireBuffer u8(int value) {
        bytes.write(value);
        return this;
    }

    WireBuffer u16(int value) {
        return number(value, 2);
    }

    WireBuffer i32(int value) {
        return number(value, 4);
    }

    WireBuffer i64(long value) {
        return number(value, 8);
    }

    /** The lowest {@code size} bytes of the number. */
    WireBuffer number(long value, int size) {
        for (int at = 0; at < size; at++) {
            bytes.write((int) (value >> (8 * at)));
        }
        return this;
    }

    WireBuffer raw(byte... more) {
        bytes.writeBytes(more);
        return this;
    }

    WireBuffer append(WireBuffer more) {
        return raw(more.toBytes());
    }

    WireBuffer utf16(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Text with its count of UTF-16 units before it, in one byte. */
    WireBuffer shortText(String text) {
        String cut = text.substring(0, Math.min(255, text.length()));
        return u8(cut.length()).utf16(cut);
    }

    /** The same with the count in two bytes. */
    WireBuffer text(String text) {
        return u16(text.length()).utf16(text);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
