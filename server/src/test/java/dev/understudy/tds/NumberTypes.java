package dev.understudy.tds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers and truth. */
final class NumberTypes {
    private NumberTypes() {}

    /** BIT. */
    record Bit() implements WireType {
        @Override
        public Class<?> javaType() {
            return Boolean.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x68).u8(1);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
            } else {
                to.u8(1).u8((Boolean) value ? 1 : 0);
            }
        }
    }

    /** SMALLINT, INT or BIGINT, by the size in bytes. */
    record Whole(int size) implements WireType {
        @Override
        public Class<?> javaType() {
            return Long.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x26).u8(size);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
            } else {
                to.u8(size).number(((Number) value).longValue(), size);
            }
        }
    }

    /** FLOAT. */
    record Floating() implements WireType {
        @Override
        public Class<?> javaType() {
            return Double.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x6D).u8(8);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
            } else {
                to.u8(8).i64(Double.doubleToLongBits((Double) value));
            }
        }
    }

    /** DECIMAL(precision, scale); the magnitude goes with the low byte first, after its sign. */
    record Decimal(int precision, int scale) implements WireType {
        /** The most digits that SQL Server keeps. */
        static final int MOST = 38;

        /**
         * What is left of the digits behind the point when there are too many, as SQL Server does
         * it.
         */
        static Decimal fitting(int precision, int scale) {
            int over = Math.max(0, precision - MOST);
            int kept = Math.max(Math.min(scale, 6), scale - over);
            return new Decimal(Math.min(MOST, Math.max(1, precision)), Math.min(MOST, kept));
        }

        @Override
        public Class<?> javaType() {
            return BigDecimal.class;
        }

        @Override
        public void describe(WireBuffer to) {
            to.u8(0x6A).u8(1 + magnitudeBytes()).u8(precision).u8(scale);
        }

        @Override
        public void value(WireBuffer to, @Nullable Object value) {
            if (value == null) {
                to.u8(0);
                return;
            }
            BigInteger unscaled =
                    ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP).unscaledValue();
            if (unscaled.abs().bitLength() > 8 * magnitudeBytes()) {
                throw new ArithmeticException("too large for DECIMAL(%d)".formatted(precision));
            }
            to.u8(1 + magnitudeBytes()).u8(unscaled.signum() < 0 ? 0 : 1);
            for (int at = 0; at < magnitudeBytes(); at++) {
                to.u8(unscaled.abs().shiftRight(8 * at).intValue() & 0xFF);
            }
        }

        private int magnitudeBytes() {
            if (precision <= 9) {
                return 4;
            }
            return precision <= 19 ? 8 : precision <= 28 ? 12 : 16;
        }
    }
}
