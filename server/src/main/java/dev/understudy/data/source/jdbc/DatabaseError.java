package dev.understudy.data.source.jdbc;

import dev.understudy.data.catalogue.DataText;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a database said when it did not do what it was asked.
 *
 * @param state the SQLSTATE; empty where there is none
 * @param code the vendor's own number; 0 where there is none
 * @param message its first line, bounded, without control characters
 */
record DatabaseError(String state, int code, String message) {
    /** Databases put what matters first; the rest may be a whole statement. */
    private static final int MOST_CHARACTERS = 300;

    // What drivers put before the database's own words: a severity, a connection's number.
    private static final Pattern PREFIX =
            Pattern.compile("^(?:(?:ERROR|FATAL|PANIC): |\\(conn=-?\\d+\\) )+");

    // MariaDB names the login that it refuses something to.
    private static final Pattern ACCOUNT =
            Pattern.compile("(?:user )?'[^']*'@'[^']*'(?: \\(using password: \\w+\\))?");

    static DatabaseError of(SQLException failure) {
        return of(
                Objects.requireNonNullElse(failure.getSQLState(), ""),
                failure.getErrorCode(),
                Objects.requireNonNullElse(failure.getMessage(), ""));
    }

    static DatabaseError of(String state, int code, String said) {
        var line = said.strip().lines().findFirst().orElse("");
        var own = ACCOUNT.matcher(PREFIX.matcher(line).replaceFirst("")).replaceAll("this login");
        var message = DataText.cleaned(own, MOST_CHARACTERS);
        return new DatabaseError(state, code, message);
    }

    /** What the first group of {@code pattern} finds in the message; empty when it does not. */
    String named(Pattern pattern) {
        var found = pattern.matcher(message);
        return found.find() ? found.group(1) : "";
    }

    /** Whether the connection is lost or was never made: SQLSTATE class 08. */
    boolean connectionLost() {
        return state.startsWith("08");
    }
}
