package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The shop in a DuckDB in memory, of this process and without rights to anything outside it. */
final class DuckDbShop implements AutoCloseable {
    /** A statement of the corpora takes milliseconds; a runaway one must not stop the tests. */
    private static final int SECONDS = 1;

    /** More rows than any question has. */
    private static final int ROWS = 1_000;

    private final Connection connection;

    DuckDbShop() throws SQLException {
        var properties = new Properties();
        properties.setProperty("memory_limit", "512MB");
        properties.setProperty("threads", "1");
        connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        for (var statement : StatementCorpus.schema(Dialect.DUCKDB)) run(statement);
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as text, after the names of the columns. */
    List<List<String>> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            var result = statement.executeQuery(sql);
            var columns = result.getMetaData().getColumnCount();
            var rows = new ArrayList<List<String>>();
            var names = new ArrayList<String>();
            for (var i = 1; i <= columns; i++) names.add(result.getMetaData().getColumnName(i));
            rows.add(names);
            while (result.next() && rows.size() <= ROWS) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) row.add(String.valueOf(result.getObject(i)));
                rows.add(row);
            }
            return rows;
        }
    }

    /** Runs what may fail: a mutant makes no sense, but must do no harm. */
    boolean tryOut(String sql) {
        try {
            return !rows(sql).isEmpty();
        } catch (SQLException refused) {
            return false;
        }
    }

    List<String> firstColumn(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var result = statement.executeQuery(sql);
            var column = new ArrayList<String>();
            while (result.next()) column.add(result.getString(1));
            return column;
        }
    }

    /** Everything that a statement could change: each object, setting and row. */
    Map<String, List<String>> contents() throws SQLException {
        var contents = new TreeMap<String, List<String>>();
        for (var list :
                List.of(
                        "tables",
                        "views",
                        "indexes",
                        "sequences",
                        "settings",
                        "databases",
                        "schemas"))
            contents.put(
                    list,
                    firstColumn(
                            "SELECT it::VARCHAR FROM duckdb_%s() it ORDER BY 1".formatted(list)));
        for (var table : ShopCatalogue.of(Dialect.DUCKDB).tables()) {
            var name = table.name().name();
            contents.put(
                    name, firstColumn("SELECT it::VARCHAR FROM %s it ORDER BY 1".formatted(name)));
        }
        return contents;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
