package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Values in SQL, so that they stay values whatever they hold. */
final class Literals {
    private Literals() {}

    /**
     * A text. Whether a backslash escapes depends on a session's mode in MariaDB, so there such
     * texts are refused; so are control characters everywhere.
     */
    static String text(String value, Dialect dialect) throws Unclear {
        boolean doubtful =
                value.chars().anyMatch(Character::isISOControl) || value.indexOf('\\') >= 0;
        if (doubtful) {
            throw new Unclear("a value holds characters that are not safe to compare with");
        }
        var quoted = "'" + value.replace("'", "''") + "'";
        boolean national = dialect == Dialect.SQLSERVER && value.chars().anyMatch(it -> it > 127);
        return national ? "N" + quoted : quoted;
    }

    static String number(BigDecimal value) {
        return value.toPlainString();
    }

    static String day(LocalDate day, Dialect dialect) {
        return switch (dialect) {
            case DUCKDB, POSTGRESQL, MARIADB -> "DATE '" + day + "'";
            case SQLSERVER -> "CAST('" + day + "' AS DATE)";
        };
    }
}
