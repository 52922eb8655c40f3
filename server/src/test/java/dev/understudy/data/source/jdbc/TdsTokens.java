package dev.understudy.data.source.jdbc;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a reply in Microsoft's Tabular Data Stream (MS-TDS 2.2.7), as far as the tests need
 * them: text, whole and decimal numbers, dates, switches; errors; the end.
 */
final class TdsTokens {
    private static final int INTN = 0x26;
    private static final int DATEN = 0x28;
    private static final int BITN = 0x68;
    private static final int DECIMALN = 0x6A;
    private static final int NVARCHAR = 0xE7;
    private static final int SCALE = 4;
    private static final byte[] COLLATION = {0x09, 0x04, (byte) 0xD0, 0x00, 0x34};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes.toByteArray();
    }

    TdsTokens loggedIn(String database) {
        var change = new TdsTokens();
        change.little(1, 1).shortText(database).shortText("");
        little(0xE3, 1).little(change.bytes.size(), 2).raw(change.bytes());
        little(0xE3, 1).little(8, 2).little(7, 1).little(5, 1).raw(COLLATION).little(0, 1);
        var name = "Microsoft SQL Server";
        little(0xAD, 1).little(10 + 2 * name.length(), 2).little(1, 1);
        return raw(new byte[] {0x74, 0, 0, 4}).shortText(name).raw(new byte[] {16, 0, 16, 0});
    }

    TdsTokens error(int number, String message) {
        var body = new TdsTokens();
        body.little(number, 4).little(1, 1).little(16, 1);
        body.little(message.length(), 2).raw(message.getBytes(UTF_16LE));
        body.shortText("fake").shortText("").little(1, 4);
        return little(0xAA, 1).little(body.bytes.size(), 2).raw(body.bytes());
    }

    /**
     * The end of a reply; {@code status}: 0x02 an error, 0x10 a count, 0x20 the end by attention.
     */
    TdsTokens done(int status, long count) {
        return little(0xFD, 1).little(status, 2).little(0xC1, 2).little(count, 8);
    }

    TdsTokens columns(ResultSetMetaData columns) throws SQLException {
        little(0x81, 1).little(columns.getColumnCount(), 2);
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            little(0, 4).little(1, 2);
            switch (columns.getColumnType(i)) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                        little(INTN, 1).little(8, 1);
                case Types.DECIMAL, Types.NUMERIC ->
                        little(DECIMALN, 1).little(17, 1).little(38, 1).little(SCALE, 1);
                case Types.DATE -> little(DATEN, 1);
                case Types.BIT, Types.BOOLEAN -> little(BITN, 1).little(1, 1);
                default -> little(NVARCHAR, 1).little(8_000, 2).raw(COLLATION);
            }
            shortText(columns.getColumnLabel(i));
        }
        return this;
    }

    TdsTokens row(ResultSet row) throws SQLException {
        little(0xD1, 1);
        var columns = row.getMetaData();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            switch (columns.getColumnType(i)) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                    var value = row.getLong(i);
                    sized(row.wasNull() ? null : little8(value));
                }
                case Types.DECIMAL, Types.NUMERIC -> sized(decimal(row.getBigDecimal(i)));
                case Types.DATE -> sized(days(row.getObject(i, LocalDate.class)));
                case Types.BIT, Types.BOOLEAN -> {
                    var value = row.getBoolean(i);
                    sized(row.wasNull() ? null : new byte[] {(byte) (value ? 1 : 0)});
                }
                default -> text(row.getString(i));
            }
        }
        return this;
    }

    private static byte[] little8(long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }

    private static byte @Nullable [] decimal(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        var digits = value.setScale(SCALE).unscaledValue();
        return ByteBuffer.allocate(17)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) (digits.signum() < 0 ? 0 : 1))
                .putLong(digits.abs().longValueExact())
                .putLong(0)
                .array();
    }

    private static byte @Nullable [] days(@Nullable LocalDate date) {
        if (date == null) {
            return null;
        }
        var days = ChronoUnit.DAYS.between(LocalDate.of(1, 1, 1), date);
        return new byte[] {(byte) days, (byte) (days >> 8), (byte) (days >> 16)};
    }

    private void sized(byte @Nullable [] value) {
        if (value == null) {
            little(0, 1);
        } else {
            little(value.length, 1).raw(value);
        }
    }

    private void text(@Nullable String value) {
        if (value == null) {
            little(0xFFFF, 2);
        } else {
            var encoded = value.getBytes(UTF_16LE);
            little(encoded.length, 2).raw(encoded);
        }
    }

    private TdsTokens shortText(String text) {
        return little(text.length(), 1).raw(text.getBytes(UTF_16LE));
    }

    private TdsTokens little(long value, int size) {
        for (var i = 0; i < size; i++) {
            bytes.write((int) (value >> (8 * i)));
        }
        return this;
    }

    private TdsTokens raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }
}
