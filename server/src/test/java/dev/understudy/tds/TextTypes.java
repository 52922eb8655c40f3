package dev.understudy.tds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text, always in UTF-16. */
final class TextTypes {
    /** NVARCHAR's longest with a length of its own; more is NVARCHAR(MAX). */
    static final int MOST_BOUNDED = 4_000;

    private static final int CHUNK_BYTES = 5_000;

    private TextTypes() {}

    /** NVARCHAR(length), in UTF-16 units. */
    record Bounded(int length) implements WireType {
        @Override
        public Class<?> javaType() {
            return String.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0xE7).u16(2 * length).raw(Tokens.collation());
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u16(0xFFFF);
            } else {
                to.u16(2 * value.toString().length()).utf16(value.toString());
            }
        }
    }

    /** NVARCHAR(MAX): in chunks, the number of bytes of all before them. */
    record Unbounded() implements WireType {
        @Override
        public Class<?> javaType() {
            return String.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0xE7).u16(0xFFFF).raw(Tokens.collation());
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.i64(-1);
                return;
            }
            byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_16LE);
            to.i64(bytes.length);
            for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
                int until = Math.min(bytes.length, from + CHUNK_BYTES);
                to.i32(until - from).raw(Arrays.copyOfRange(bytes, from, until));
            }
            to.i32(0);
        }
    }
}
