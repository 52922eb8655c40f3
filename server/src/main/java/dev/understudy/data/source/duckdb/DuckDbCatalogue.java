package dev.understudy.data.source.duckdb;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.source.CatalogueReader;
import dev.understudy.data.source.CatalogueRows;
import dev.understudy.data.source.FewValues;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads DuckDB's own tables. All is in the one schema that statements mean without naming it, so
 * names have no schema here. Row counts are exact; those of views are not asked for, since counting
 * them runs them.
 */
final class DuckDbCatalogue implements CatalogueReader {
    private static final String TABLES =
            """
            SELECT table_name, comment, true FROM duckdb_tables()
            WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
            UNION ALL
            SELECT view_name, comment, false FROM duckdb_views()
            WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
            ORDER BY 1
            """;

    private static final String COLUMNS =
            """
            SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
            WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
            ORDER BY table_name, column_index
            """;

    private static final String KEYS =
            """
            SELECT table_name, constraint_type, constraint_column_names, referenced_table,
                referenced_column_names
            FROM duckdb_constraints()
            WHERE schema_name = 'main' AND database_name = current_database()
                AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
            ORDER BY table_name, constraint_index
            """;

    private final String source;
    private final FewValues fewValues;

    DuckDbCatalogue(String source, FewValues fewValues) {
        this.source = source;
        this.fewValues = fewValues;
    }

    /** Takes one row of an answer. */
    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    @Override
    public Catalogue read(Connection connection) throws SQLException {
        var rows = new CatalogueRows();
        for (Named table : tables(connection)) {
            rows.table(table.name(), table.comment(), count(connection, table));
        }
        each(connection, COLUMNS, row -> column(rows, row));
        each(connection, KEYS, row -> key(rows, row));
        return fewValues.added(connection, rows.catalogue(source, Dialect.DUCKDB, ""));
    }

    /** A table or a view. */
    private record Named(TableName name, String comment, boolean isTable) {}

    private static List<Named> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Named>();
        each(
                connection,
                TABLES,
                row -> {
                    String comment = row.getString(2);
                    tables.add(
                            new Named(
                                    name(row.getString(1)),
                                    comment == null ? "" : comment,
                                    row.getBoolean(3)));
                });
        return tables.stream().limit(CatalogueRows.MOST_TABLES).toList();
    }

    private static TableName name(String table) {
        return new TableName("", table);
    }

    private static OptionalLong count(Connection connection, Named table) throws SQLException {
        if (!table.isTable()) {
            return OptionalLong.empty();
        }
        String sql = "SELECT count(*) FROM " + Dialect.DUCKDB.quoted(table.name().name());
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private static void column(CatalogueRows rows, ResultSet row) throws SQLException {
        String declared = row.getString(3);
        rows.column(
                name(row.getString(1)),
                row.getString(2),
                DuckDbTypes.of(declared),
                declared,
                row.getBoolean(4),
                row.getString(5));
    }

    private static void key(CatalogueRows rows, ResultSet row) throws SQLException {
        TableName table = name(row.getString(1));
        List<String> columns = strings(row.getArray(3));
        if (row.getString(2).equals("PRIMARY KEY")) {
            columns.forEach(column -> rows.primaryKey(table, column));
        } else {
            TableName target = name(row.getString(4));
            rows.foreignKey(table, new ForeignKey(columns, target, strings(row.getArray(5))));
        }
    }

    private static List<String> strings(Array array) throws SQLException {
        var strings = new ArrayList<String>();
        for (Object value : (Object[]) array.getArray()) {
            strings.add(String.valueOf(value));
        }
        return strings;
    }

    private static void each(Connection connection, String sql, RowTaker taker)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                taker.take(rows);
            }
        }
    }
}
