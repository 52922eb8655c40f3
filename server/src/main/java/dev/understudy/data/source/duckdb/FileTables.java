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

    /** Makes the table; what went wrong otherwise, for people. */
    static Optional<String> load(Connection connection, DataFile file, TableNames names) {
        String table = names.name(file.stem(), "table");
        Optional<String> problem = Optional.empty();
        for (String reader : FileReading.readers(file)) {
            problem = attempt(connection, file, new Target(table, reader, names.anew()));
            if (problem.isEmpty()) {
                return problem;
            }
        }
        return problem.map(why -> file.shown() + ": " + why);
    }

    /**
     * What is to be made.
     *
     * @param reader DuckDB's table function with its arguments
     */
    private record Target(String table, String reader, TableNames columns) {
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
            }
            return refused;
        } catch (SQLException e) {
            return Optional.of(FileReading.reason(String.valueOf(e.getMessage()), file));
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
        var selected = new ArrayList<String>();
        var comments = new ArrayList<String>();
        comments.add(comment("TABLE " + target.quoted(), "From the file " + file.shown()));
        for (String column : found) {
            String name = target.columns().name(column, "column");
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
                    "CREATE TABLE %s AS SELECT %s FROM %s"
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

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(MOST_SECONDS);
        return statement;
    }
}
