package dev.understudy.data.source;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.DataText;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import dev.understudy.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the text columns that have only a few different values (a status, a country) and reads all
 * of them. A column whose first rows already differ too much costs one small statement; what a
 * login may not read or what takes too long has no values. Stateless but for the clock.
 */
public final class FewValues {
    /** More are no longer few: a list that long says little about a column. */
    public static final int MOST_VALUES = 25;

    /** Longer values are prose; a column that has one is no list of kinds. */
    public static final int VALUE_CHARS = 64;

    /** Columns that are looked at, of all tables together. */
    private static final int MOST_COLUMNS = 400;

    /** Rows that are looked at first. */
    private static final int FIRST_ROWS = 1_000;

    /** For one statement. */
    private static final int STATEMENT_SECONDS = 2;

    /** For all of them; what is not looked at by then has no values. */
    private static final Duration ALL = Duration.ofSeconds(10);

    private final Ticker ticker;

    public FewValues(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The same catalogue, with values.
     *
     * @param connection in auto-commit: a statement that fails must not spoil the next one
     */
    public Catalogue added(Connection connection, Catalogue catalogue) {
        return new Pass(connection, catalogue.dialect(), ticker.nanos()).over(catalogue);
    }

    /** One pass over a catalogue. */
    private final class Pass {
        private final Connection connection;
        private final Dialect dialect;
        private final long began;
        private int columns;

        Pass(Connection connection, Dialect dialect, long began) {
            this.connection = connection;
            this.dialect = dialect;
            this.began = began;
        }

        Catalogue over(Catalogue catalogue) {
            return new Catalogue(
                    catalogue.source(),
                    dialect,
                    catalogue.defaultSchema(),
                    catalogue.tables().stream().map(this::over).toList());
        }

        private Table over(Table table) {
            return new Table(
                    table.name(),
                    table.comment(),
                    table.columns().stream().map(column -> over(table.name(), column)).toList(),
                    table.primaryKey(),
                    table.foreignKeys(),
                    table.rows());
        }

        private Column over(TableName table, Column column) {
            if (column.type() != ColumnType.TEXT || !column.values().isEmpty() || spent()) {
                return column;
            }
            columns++;
            return new Column(
                    column.name(),
                    column.type(),
                    column.declared(),
                    column.nullable(),
                    column.comment(),
                    values(table, column));
        }

        private boolean spent() {
            return columns >= MOST_COLUMNS
                    || Duration.ofNanos(ticker.nanos() - began).compareTo(ALL) > 0;
        }

        private List<String> values(TableName table, Column column) {
            String name = dialect.quoted(column.name());
            try {
                String first = FewValuesSql.firstRows(dialect, table, name, FIRST_ROWS);
                if (!few(read(FewValuesSql.distinct(dialect, first, name)))) {
                    return List.of();
                }
                String whole = FewValuesSql.table(dialect, table);
                return cleaned(read(FewValuesSql.distinct(dialect, whole, name)));
            } catch (SQLException e) {
                return List.of();
            }
        }

        private List<String> read(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(STATEMENT_SECONDS);
                try (var rows = statement.executeQuery(sql)) {
                    var values = new ArrayList<String>();
                    while (rows.next() && values.size() <= MOST_VALUES) {
                        values.add(rows.getString(1));
                    }
                    return values;
                }
            }
        }
    }

    /** What a column shows of its values: all where they are few, made harmless, or none. */
    static List<String> cleaned(List<String> values) {
        return few(values)
                ? values.stream().map(it -> DataText.cleaned(it, VALUE_CHARS)).toList()
                : List.of();
    }

    private static boolean few(List<String> values) {
        return values.size() <= MOST_VALUES
                && values.stream().allMatch(value -> value.length() <= VALUE_CHARS);
    }
}
