package dev.understudy.data.evaluation;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads what a DuckDB database that an evaluation has made for itself holds. */
public final class DuckdbCatalogue {
    /** Columns with more different values than this list none. */
    private static final int MOST_VALUES = 50;

    private DuckdbCatalogue() {}

    /** The catalogue, as if it were of {@code dialect}. */
    public static Catalogue read(Connection connection, String source, Dialect dialect)
            throws SQLException {
        var tables = new ArrayList<Table>();
        for (var row :
                rows(
                        connection,
                        "SELECT table_name, coalesce(comment, '') FROM duckdb_tables()"
                                + " WHERE NOT internal ORDER BY table_oid",
                        2)) {
            tables.add(table(connection, row.get(0), row.get(1)));
        }
        return new Catalogue(source, dialect, "", tables);
    }

    private static Table table(Connection connection, String name, String comment)
            throws SQLException {
        var columns = new ArrayList<Column>();
        for (var row :
                rows(
                        connection,
                        "SELECT column_name, data_type, is_nullable::VARCHAR, coalesce(comment, '')"
                                + " FROM duckdb_columns() WHERE table_name = "
                                + text(name)
                                + " ORDER BY column_index",
                        4)) {
            var type = type(row.get(1));
            columns.add(
                    new Column(
                            row.get(0),
                            type,
                            row.get(1),
                            row.get(2).equals("true"),
                            row.get(3),
                            type == ColumnType.TEXT
                                    ? values(connection, name, row.get(0))
                                    : List.of()));
        }
        var count = rows(connection, "SELECT count(*)::VARCHAR FROM " + quoted(name), 1);
        return new Table(
                new TableName("", name),
                comment,
                columns,
                primaryKey(connection, name),
                foreignKeys(connection, name),
                OptionalLong.of(Long.parseLong(count.getFirst().getFirst())));
    }

    private static List<String> primaryKey(Connection connection, String table)
            throws SQLException {
        var rows =
                rows(
                        connection,
                        "SELECT unnest(constraint_column_names) FROM duckdb_constraints()"
                                + " WHERE constraint_type = 'PRIMARY KEY' AND table_name = "
                                + text(table),
                        1);
        return rows.stream().map(List::getFirst).toList();
    }

    private static List<ForeignKey> foreignKeys(Connection connection, String table)
            throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        for (var row :
                rows(
                        connection,
                        "SELECT array_to_string(constraint_column_names, ','), referenced_table,"
                                + " array_to_string(referenced_column_names, ',')"
                                + " FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
                                + " AND table_name = "
                                + text(table),
                        3)) {
            keys.add(
                    new ForeignKey(
                            List.of(row.get(0).split(",", -1)),
                            new TableName("", row.get(1)),
                            List.of(row.get(2).split(",", -1))));
        }
        return keys;
    }

    private static List<String> values(Connection connection, String table, String column)
            throws SQLException {
        var rows =
                rows(
                        connection,
                        "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL ORDER BY 1 LIMIT %3$d"
                                .formatted(quoted(column), quoted(table), MOST_VALUES + 1),
                        1);
        return rows.size() > MOST_VALUES ? List.of() : rows.stream().map(List::getFirst).toList();
    }

    private static ColumnType type(String declared) {
        var type = declared.replaceAll("\\(.*", "");
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> ColumnType.INTEGER;
            case "DECIMAL", "DOUBLE", "FLOAT" -> ColumnType.DECIMAL;
            case "VARCHAR" -> ColumnType.TEXT;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "DATE" -> ColumnType.DATE;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP;
            case "TIME" -> ColumnType.TIME;
            default -> ColumnType.OTHER;
        };
    }

    private static List<List<String>> rows(Connection connection, String sql, int columns)
            throws SQLException {
        var rows = new ArrayList<List<String>>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String quoted(String name) {
        return Dialect.DUCKDB.quoted(name);
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
