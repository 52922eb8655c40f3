package dev.understudy.data.evaluation;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.evaluation.GoldenSet.Setup;
import dev.understudy.data.result.Cell;
import dev.understudy.data.sample.SampleShop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The database of one set, in memory. Not thread-safe. */
public final class EvaluationDatabase implements AutoCloseable {
    /** A right result of a question is shorter; whatever is longer is compared no further. */
    static final int MOST_ROWS = 20_000;

    /** Seconds until a statement is stopped. */
    private static final int PATIENCE = 30;

    private final Connection connection;
    private final Catalogue catalogue;

    private EvaluationDatabase(Connection connection, Catalogue catalogue) {
        this.connection = connection;
        this.catalogue = catalogue;
    }

    /** Makes the database and reads its catalogue. */
    public static EvaluationDatabase open(GoldenSet set) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        try {
            fill(connection, set);
            var catalogue = DuckdbCatalogue.read(connection, set.name(), Dialect.DUCKDB);
            return new EvaluationDatabase(connection, catalogue);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void fill(Connection connection, GoldenSet set) throws SQLException {
        switch (set.setup()) {
            case Setup.Sample() -> SampleShop.load(connection, set.today());
            case Setup.Script(var sql) -> execute(connection, sql);
            case Setup.Csv(var tables) -> {
                for (var table : Map.copyOf(tables).entrySet()) {
                    execute(
                            connection,
                            "CREATE TABLE %s AS SELECT * FROM read_csv('%s')"
                                    .formatted(
                                            Dialect.DUCKDB.quoted(table.getKey()),
                                            table.getValue().toString().replace("'", "''")));
                }
            }
        }
        // What is asked from here on reads no file and no network.
        execute(connection, "SET enable_external_access = false");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** The rows of a statement, at most {@value #MOST_ROWS}. */
    public List<List<Cell>> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE);
            try (var result = statement.executeQuery(sql)) {
                var rows = new ArrayList<List<Cell>>();
                while (result.next() && rows.size() < MOST_ROWS) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static List<Cell> row(ResultSet result) throws SQLException {
        var row = new ArrayList<Cell>();
        for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(Cells.of(result.getObject(i)));
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
