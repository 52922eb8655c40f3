package dev.understudy.data.source.jdbc;

import static java.util.Collections.nCopies;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.data.source.CatalogueRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a server's own tables describe its tables.
 *
 * @param defaultSchema one row, one column
 * @param columns rows of schema, table, comment of the table, rows of the table (NULL when
 *     unknown), column, declared type, type for {@code types}, whether it may be NULL, comment,
 *     values; in the order of the columns
 * @param primaryKeys rows of schema, table, column; in the order of the key
 * @param foreignKeys rows of schema, table, key, column, target's schema, target, its column; in
 *     the order of the key
 * @param types what the servers's types are in no dialect's words
 * @param values the values of a column's type, by what {@code columns} gives; empty for most
 */
record CatalogueQueries(
        Dialect dialect,
        String defaultSchema,
        String columns,
        String primaryKeys,
        String foreignKeys,
        Function<String, ColumnType> types,
        Function<String, List<String>> values) {
    /** Where a query takes the condition on a schema: {@code AND in(EXPRESSION)}. */
    private static final Pattern SCHEMAS = Pattern.compile("AND in\\(([^)]*\\)?)\\)");

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int ROWS_AT_ONCE = 1_000;

    Catalogue read(String source, Connection connection, List<String> schemas) throws SQLException {
        var tables = new CatalogueRows();
        each(connection, columns, schemas, new Columns(tables)::add);
        each(
                connection,
                primaryKeys,
                schemas,
                row -> tables.primaryKey(table(row, 1), row.getString(3)));
        var keys = new LinkedHashMap<Key, Pairs>();
        each(connection, foreignKeys, schemas, row -> addPair(keys, row));
        keys.forEach((key, it) ->
                tables.foreignKey(
                        key.table, new ForeignKey(it.columns, it.target, it.targetColumns)));
        var schema = new AtomicReference<>("");
        each(connection, defaultSchema, List.of(), row -> schema.set(text(row, 1)));
        return tables.catalogue(source, dialect, schema.get());
    }

    /** A foreign key by its name. */
    private record Key(TableName table, String name) {}

    private record Pairs(TableName target, List<String> columns, List<String> targetColumns) {}

    private static void addPair(Map<Key, Pairs> keys, ResultSet row) throws SQLException {
        var target = table(row, 5);
        var pairs =
                keys.computeIfAbsent(
                        new Key(table(row, 1), row.getString(3)),
                        _ -> new Pairs(target, new ArrayList<>(), new ArrayList<>()));
        pairs.columns.add(row.getString(4));
        pairs.targetColumns.add(row.getString(7));
    }

    /** Takes columns, and a table with its first one. */
    private final class Columns {
        private final CatalogueRows tables;
        private final Set<TableName> seen = new HashSet<>();

        Columns(CatalogueRows tables) {
            this.tables = tables;
        }

        void add(ResultSet row) throws SQLException {
            var table = table(row, 1);
            if (seen.add(table)) {
                tables.table(table, text(row, 3), rows(row));
            }
            tables.column(
                    table,
                    row.getString(5),
                    types.apply(row.getString(7)),
                    row.getString(6),
                    row.getBoolean(8),
                    text(row, 9),
                    values.apply(text(row, 10)));
        }
    }

    private static OptionalLong rows(ResultSet row) throws SQLException {
        var rows = row.getLong(4);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    private static TableName table(ResultSet row, int from) throws SQLException {
        return new TableName(row.getString(from), row.getString(from + 1));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** What is done with a row. */
    private interface RowUse {
        void take(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String query, List<String> schemas, RowUse use)
            throws SQLException {
        var sql = SCHEMAS.matcher(query).replaceAll(inSchemas(schemas.size()));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout((int) TIME.toSeconds());
            statement.setMaxRows(CatalogueRows.MOST_COLUMNS);
            statement.setFetchSize(ROWS_AT_ONCE);
            for (var i = 0; i < schemas.size(); i++) {
                statement.setString(i + 1, schemas.get(i));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    use.take(rows);
                }
            }
        }
    }

    private static String inSchemas(int count) {
        return count == 0 ? "" : "AND $1 IN (" + String.join(", ", nCopies(count, "?")) + ")";
    }
}
