package dev.understudy.data.source.duckdb;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.DataText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads files into tables. Stateless. */
final class FileTables {
    /** For one file. */
    private static final int MOST_SECONDS = 600;

    /** Columns of one file: more is no table that people ask about. */
    private static final int MOST_COLUMNS = 2_000;

    private static final int COMMENT_CHARS = 120;

    private FileTables() {}

    /** The words that cannot be names without quotes, in small letters. */
    static Set<String> keywords(Connection connection) throws SQLException {
        String sql =
                "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var keywords = new HashSet<String>();
            while (rows.next()) {
                keywords.add(rows.getString(1));
            }
            return keywords;
        }
    }

    /**
     * What came of a file.
     *
     * @param made whether there is a table
     * @param notes what went wrong, for people; empty where all is well
     */
    record Loaded(boolean made, List<String> notes) {
        private static Loaded failed(DataFile file, String why) {
            return new Loaded(false, List.of(file.shown() + ": " + why));
        }
    }

    /** Makes the table. */
    static Loaded load(Connection connection, DataFile file, TableNames names) {
        String table = names.name(file.stem(), "table");
        var problem = attempt(connection, file, table, names, FileReading.readers(file));
        if (problem.filter(FileReading::notUtf8).isPresent()) {
            problem =
                    attempt(connection, file, table, names, FileReading.latin1Readers(file))
                            .or(() -> mixed(connection, table))
                            .map(_ -> FileReading.NOT_UTF8);
        }
        return problem.isEmpty()
                ? new Loaded(true, unclear(connection, file, table))
                : Loaded.failed(file, problem.get());
    }

    private static Optional<String> attempt(
            Connection connection,
            DataFile file,
            String table,
            TableNames names,
            List<String> readers) {
        Optional<String> problem = Optional.empty();
        for (String reader : readers) {
            problem = attempt(connection, file, new Target(table, reader, names));
            if (problem.isEmpty()) {
                return problem;
            }
        }
        return problem;
    }

    /** A file that was pieced together of two encodings is right in neither: it is left out. */
    private static Optional<String> mixed(Connection connection, String table) {
        var quoted = Dialect.DUCKDB.quoted(table);
        try (var statement = statement(connection)) {
            try (var rows =
                    statement.executeQuery(
                            "SELECT count(*) FROM %s t WHERE regexp_matches(CAST(t AS VARCHAR), '%s')"
                                    .formatted(quoted, FileReading.UTF8_AS_LATIN1))) {
                rows.next();
                if (rows.getLong(1) == 0) {
                    return Optional.empty();
                }
            }
            statement.execute("DROP TABLE " + quoted);
            return Optional.of(FileReading.NOT_UTF8);
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> unclear(Connection connection, DataFile file, String table) {
        if (file.kind() != DataFile.Kind.CSV) {
            return List.of();
        }
        try {
            return DecimalCommas.unclear(connection, table).stream()
                    .map(it -> FileReading.unclear(file, it))
                    .toList();
        } catch (SQLException _) {
            // The table is there, and nothing else hangs on this.
            return List.of();
        }
    }

    /**
     * What is to be made.
     *
     * @param reader DuckDB's table function with its arguments
     * @param names gives each reading its names for the columns anew
     */
    private record Target(String table, String reader, TableNames names) {
        Target withDecimalCommas() {
            return new Target(table, FileReading.withDecimalCommas(reader), names);
        }

        String quoted() {
            return Dialect.DUCKDB.quoted(table);
        }
    }

    private static Optional<String> attempt(Connection connection, DataFile file, Target target) {
        try {
            List<String> found = columns(connection, target.reader());
            Optional<String> refused = FileReading.refused(file, found, MOST_COLUMNS);
            if (refused.isEmpty()) {
                create(connection, file, target, found);
                if (file.kind() == DataFile.Kind.CSV) {
                    readDecimalCommas(connection, file, target, found);
                }
            }
            return refused;
        } catch (SQLException e) {
            return Optional.of(FileReading.reason(String.valueOf(e.getMessage()), file));
        }
    }

    /** Where one column shows it, commas are decimal in the whole file. */
    private static void readDecimalCommas(
            Connection connection, DataFile file, Target target, List<String> found)
            throws SQLException {
        if (!DecimalCommas.certain(connection, target.table())) {
            return;
        }
        var before = DecimalCommas.numbers(connection, target.table());
        try {
            create(connection, file, target.withDecimalCommas(), found);
            DecimalCommas.convert(connection, target.table(), before);
        } catch (SQLException _) {
            // As text it can be read, and that is said.
            create(connection, file, target, found);
        }
    }

    private static List<String> columns(Connection connection, String reader) throws SQLException {
        try (var statement = statement(connection);
                var rows = statement.executeQuery("DESCRIBE SELECT * FROM " + reader)) {
            var columns = new ArrayList<String>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            return columns;
        }
    }

    private static void create(
            Connection connection, DataFile file, Target target, List<String> found)
            throws SQLException {
        var names = target.names().anew();
        var selected = new ArrayList<String>();
        var comments = new ArrayList<String>();
        comments.add(comment("TABLE " + target.quoted(), "From the file " + file.shown()));
        for (String column : found) {
            String name = names.name(column, "column");
            String quoted = Dialect.DUCKDB.quoted(name);
            selected.add(Dialect.DUCKDB.quoted(column) + " AS " + quoted);
            if (!name.equals(column)) {
                comments.add(
                        comment(
                                "COLUMN " + target.quoted() + "." + quoted,
                                "In the file: " + column));
            }
        }
        try (var statement = statement(connection)) {
            statement.execute(
                    "CREATE OR REPLACE TABLE %s AS SELECT %s FROM %s"
                            .formatted(
                                    target.quoted(), String.join(", ", selected), target.reader()));
        }
        try (var statement = statement(connection)) {
            statement.execute(String.join("; ", comments));
        }
    }

    private static String comment(String on, String text) {
        return "COMMENT ON %s IS %s"
                .formatted(on, FileReading.literal(DataText.cleaned(text, COMMENT_CHARS)));
    }

    /** One that ends in time. */
    static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(MOST_SECONDS);
        return statement;
    }
}
