package dev.understudy.data.source;

import dev.understudy.data.result.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns a driver's values into cells. Pure but for what it is handed. */
final class CellValues {
    /** The value as the driver writes it: asked for only where nothing better is known. */
    interface Written {
        @Nullable String text() throws SQLException;
    }

    private CellValues() {}

    static Cell cell(@Nullable Object value, Written written, int mostChars) throws SQLException {
        return switch (value) {
            case null -> new Cell.Missing();
            case Boolean bool -> new Cell.Bool(bool);
            case BigDecimal exact -> new Cell.Numeric(exact);
            case BigInteger whole -> new Cell.Numeric(new BigDecimal(whole));
            case Double number -> floating(number, number.toString());
            case Float number -> floating(number, number.toString());
            case Number whole -> new Cell.Numeric(BigDecimal.valueOf(whole.longValue()));
            case String text -> text(text, mostChars);
            default -> text(written(value, written), mostChars);
        };
    }

    private static String written(Object value, Written written) throws SQLException {
        String text = written.text();
        return text == null ? value.toString() : text;
    }

    /** By its shortest writing, as people know it: 0.1, not its 55 digits. */
    private static Cell floating(double number, String written) {
        return Double.isFinite(number)
                ? new Cell.Numeric(new BigDecimal(written))
                : new Cell.Text(written, false);
    }

    /** Cut to {@code mostChars}, never between the halves of a character. */
    static Cell.Text text(String text, int mostChars) {
        if (text.length() <= mostChars) {
            return new Cell.Text(text, false);
        }
        int end = Character.isHighSurrogate(text.charAt(mostChars - 1)) ? mostChars - 1 : mostChars;
        return new Cell.Text(text.substring(0, end), true);
    }

    /** Bytes in UTF-8, without making them. */
    static long utf8(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
