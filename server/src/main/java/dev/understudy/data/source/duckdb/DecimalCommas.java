package dev.understudy.data.source.duckdb;

import dev.understudy.data.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Numbers with a decimal comma, as spreadsheets write them in much of Europe: {@code 4.500,50}.
 * DuckDB reads them as text. It could be told to take points for separators of thousands, but then
 * takes {@code 4.5} for 45; so the columns are looked at here. Stateless.
 */
final class DecimalCommas {
    /** Rows that show which columns are worth a look at all rows. */
    private static final int SAMPLE_ROWS = 2_000;

    private static final String NUMBER = "[+-]?([1-9][0-9]{0,2}(\\.[0-9]{3})+|[0-9]+)(,[0-9]+)?";

    /** A comma that separates no thousands: {@code 1,234} alone can be either. */
    private static final String CERTAIN =
            "[+-]?(0,[0-9]+|[0-9.]+,([0-9]{1,2}|[0-9]{4,})|[0-9]+\\.[0-9.]+,[0-9]+)";

    private static final String SEPARATED = ".*[.,].*";

    /** What people take for a number, whatever its signs. */
    private static final String AMOUNT =
            "[+-]?[€$£]? ?[0-9][0-9.,'' ]*( ?(€|\\$|£|%|EUR|USD|GBP|CHF))?";

    /** Points alone are in addresses, versions and days, too. */
    private static final String UNCLEAR = ".*[,''€$£%A-Z].*";

    private DecimalCommas() {}

    /** Whether a column is throughout of such numbers, and for certain. */
    static boolean certain(Connection connection, String table) throws SQLException {
        return !matching(connection, table, NUMBER, CERTAIN).isEmpty();
    }

    /** The columns that hold numbers now. */
    static Set<String> numbers(Connection connection, String table) throws SQLException {
        return Set.copyOf(columns(connection, table, Set.of("DOUBLE", "BIGINT")));
    }

    /**
     * Makes numbers of what is still text in a table that was read with decimal commas: those whose
     * thousands are separated, and those of {@code before}, which the comma does not concern.
     */
    static void convert(Connection connection, String table, Set<String> before)
            throws SQLException {
        var grouped = matching(connection, table, NUMBER, SEPARATED);
        for (var column : columns(connection, table, Set.of("VARCHAR"))) {
            var quoted = Dialect.DUCKDB.quoted(column);
            if (grouped.contains(column)) {
                toNumber(
                        connection,
                        table,
                        quoted,
                        "replace(replace(trim(%s), '.', ''), ',', '.')".formatted(quoted));
            } else if (before.contains(column)) {
                toNumber(connection, table, quoted, quoted);
            }
        }
    }

    private static void toNumber(Connection connection, String table, String column, String plain)
            throws SQLException {
        try (var statement = FileTables.statement(connection)) {
            statement.execute(
                    "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE DOUBLE USING CAST(%s AS DOUBLE)"
                            .formatted(Dialect.DUCKDB.quoted(table), column, plain));
        }
    }

    /** The columns of texts that people take for numbers. */
    static List<String> unclear(Connection connection, String table) throws SQLException {
        return matching(connection, table, AMOUNT, UNCLEAR);
    }

    /** Columns of texts that are all like {@code all}, and some like {@code some}. */
    private static List<String> matching(
            Connection connection, String table, String all, String some) throws SQLException {
        var texts = columns(connection, table, Set.of("VARCHAR"));
        var quoted = Dialect.DUCKDB.quoted(table);
        var sample = "(SELECT * FROM %s LIMIT %d)".formatted(quoted, SAMPLE_ROWS);
        return matching(
                connection, matching(connection, texts, sample, all, ""), quoted, all, some);
    }

    private static List<String> matching(
            Connection connection, List<String> columns, String from, String all, String some)
            throws SQLException {
        if (columns.isEmpty()) {
            return columns;
        }
        var tests = new ArrayList<String>();
        for (var column : columns) {
            var text = "trim(" + Dialect.DUCKDB.quoted(column) + ")";
            var like = "bool_and(regexp_full_match(%s, '%s'))".formatted(text, all);
            tests.add(
                    some.isEmpty()
                            ? like
                            : like
                                    + " AND bool_or(regexp_full_match(%s, '%s'))"
                                            .formatted(text, some));
        }
        var matching = new ArrayList<String>();
        try (var statement = FileTables.statement(connection);
                var rows =
                        statement.executeQuery(
                                "SELECT %s FROM %s".formatted(String.join(", ", tests), from))) {
            rows.next();
            for (int i = 0; i < columns.size(); i++) {
                if (rows.getBoolean(i + 1)) {
                    matching.add(columns.get(i));
                }
            }
        }
        return matching;
    }

    private static List<String> columns(Connection connection, String table, Set<String> types)
            throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = FileTables.statement(connection);
                var rows = statement.executeQuery("DESCRIBE " + Dialect.DUCKDB.quoted(table))) {
            while (rows.next()) {
                if (types.contains(rows.getString(2))) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }
}
