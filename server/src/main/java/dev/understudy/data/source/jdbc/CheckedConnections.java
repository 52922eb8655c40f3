package dev.understudy.data.source.jdbc;

import dev.understudy.data.source.SourceState;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the pool gets its connections from. Once one could not be made it asks for none: the check
 * tries by itself, at its own pace, where the pool would try again at once.
 */
final class CheckedConnections implements DataSource {
    private final SourceCheck check;

    CheckedConnections(SourceCheck check) {
        this.check = check;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return switch (check.state()) {
            case SourceState.Usable _, SourceState.Doubtful _ -> check.connect();
            case SourceState.Down(var reason) -> throw new SQLException(reason, "08001");
            case SourceState.Refused(var reason) -> throw new SQLException(reason, "42501");
        };
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one login only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return (int) DatabaseEngine.CONNECT_TIME.toSeconds();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it logs nothing");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
