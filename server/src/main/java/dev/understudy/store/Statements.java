package dev.understudy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one connection, each prepared once. Arguments are bound in order; booleans as 0 and
 * 1. One thread at a time.
 */
final class Statements {
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Returns how many rows were changed. */
    int run(String sql, @Nullable Object... arguments) throws SQLException {
        return use(sql, arguments, PreparedStatement::executeUpdate);
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return use(
                sql,
                arguments,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
                    }
                });
    }

    <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return use(
                sql,
                arguments,
                statement -> {
                    List<T> read = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            read.add(reader.read(rows));
                        }
                    }
                    return read;
                });
    }

    /** For statements that may or may not have a result; says whether they had. */
    boolean execute(String sql) throws SQLException {
        return use(sql, new Object[0], PreparedStatement::execute);
    }

    long number(String sql) throws SQLException {
        return first(sql, row -> row.getLong(1)).orElse(0L);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T use(String sql, @Nullable Object[] arguments, Use<T> use) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            // The driver closes a statement that failed; the next use must prepare it anew.
            prepared.remove(sql);
            try (var _ = statement) {
                throw e;
            }
        }
    }
}
