package dev.understudy.data.source.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** What a script of SQL makes; it reaches no file. */
record ScriptContents(String sql) implements Contents {
    @Override
    public String version() {
        return "script";
    }

    @Override
    public boolean readsFiles() {
        return false;
    }

    @Override
    public List<String> load(DuckDBConnection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return List.of();
    }
}
