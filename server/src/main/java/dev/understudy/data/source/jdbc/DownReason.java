package dev.understudy.data.source.jdbc;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a database cannot be reached, for the operator and perhaps for users: no address, no name of
 * a login, nothing in a driver's words.
 */
final class DownReason {
    static final String LOGIN = "the database refused the login; check user and password";
    static final String LOST = "the connection to the database is lost";

    private static final String NOBODY = "nothing listens at the database's address";
    private static final String SILENT = "the database does not answer";
    private static final String ENCRYPTION =
            "the encrypted connection failed; check the database's certificate";

    /** Causes within causes; drivers wrap two or three times. */
    private static final int DEEPEST = 10;

    private DownReason() {}

    /** Of a connection that was not made. */
    static String of(SQLException failure) {
        Throwable at = failure;
        for (var depth = 0; at != null && depth < DEEPEST; depth++) {
            var reason = ofCause(at);
            if (reason != null) {
                return reason;
            }
            at = at.getCause();
        }
        return ofMessage(String.valueOf(failure.getMessage()));
    }

    // SQL Server's driver keeps the cause to itself.
    private static String ofMessage(String message) {
        var said = message.toLowerCase(Locale.ROOT);
        if (said.contains("certificat") || said.contains("ssl") || said.contains("pkix")) {
            return ENCRYPTION;
        }
        if (said.contains("refused")) {
            return NOBODY;
        }
        return said.contains("timed out") ? SILENT : "the database cannot be reached";
    }

    private static @Nullable String ofCause(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> "no such host is known";
            case SocketTimeoutException _ -> SILENT;
            case NoRouteToHostException _ -> "there is no way to the database's host";
            case ConnectException _ -> NOBODY;
            case SSLException _ -> ENCRYPTION;
            default -> null;
        };
    }
}
