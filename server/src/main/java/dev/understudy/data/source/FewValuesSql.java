package dev.understudy.data.source;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.TableName;

/** The statements that {@link FewValues} runs, in each dialect. Pure. */
final class FewValuesSql {
    private FewValuesSql() {}

    /** A table's name as a statement names it. */
    static String table(Dialect dialect, TableName table) {
        String name = dialect.quoted(table.name());
        return table.schema().isEmpty() ? name : dialect.quoted(table.schema()) + "." + name;
    }

    /** A table's first rows, as something to select from. */
    static String firstRows(Dialect dialect, TableName table, String column, int rows) {
        return "(" + limited(dialect, column + " FROM " + table(dialect, table), rows) + ") t";
    }

    /** The different values, one more than are few, in their order. */
    static String distinct(Dialect dialect, String from, String column) {
        String where = column + " FROM " + from + " WHERE " + column + " IS NOT NULL";
        int most = FewValues.MOST_VALUES + 1;
        return switch (dialect) {
            case SQLSERVER -> "SELECT DISTINCT TOP " + most + " " + where + " ORDER BY 1";
            case DUCKDB, POSTGRESQL, MARIADB ->
                    "SELECT DISTINCT " + where + " ORDER BY 1 LIMIT " + most;
        };
    }

    private static String limited(Dialect dialect, String selected, int rows) {
        return switch (dialect) {
            case SQLSERVER -> "SELECT TOP " + rows + " " + selected;
            case DUCKDB, POSTGRESQL, MARIADB -> "SELECT " + selected + " LIMIT " + rows;
        };
    }
}
