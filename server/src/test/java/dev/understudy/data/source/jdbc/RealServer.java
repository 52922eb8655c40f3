package dev.understudy.data.source.jdbc;

import dev.understudy.data.Dialect;
import dev.understudy.installed.PostgresServer;
import dev.understudy.installed.Required;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** A database server that runs for the tests. */
interface RealServer {
    String ADMIN = PostgresServer.ADMIN;
    String ADMIN_PASSWORD = PostgresServer.ADMIN_PASSWORD;
    String READER = "reader";
    String READER_PASSWORD = "reads only";

    /** Starts it again after {@link #stop()}; its data are still there. */
    void start();

    void stop();

    int port();

    /** A connection of the login that may do everything. */
    Connection admin() throws SQLException;

    /** The shop of the guard's corpora and the two logins, as if nothing had happened. */
    void reset();

    /**
     * All that a statement could have changed: the rows of all tables, accounts, routines,
     * settings.
     */
    List<String> fingerprint();

    Dialect dialect();

    /** Statements that bound what a session may take, without the guard. */
    List<String> limits();

    /** The address of the test's database for a login, as an operator writes it. */
    String url(String user, String password);

    /** Runs statements as the login that may do everything. */
    default void administer(String... statements) {
        try (var connection = admin()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What {@code found} holds; else the test is skipped, or fails where servers are required. */
    static Path installed(Optional<Path> found, String debianPackage, String where) {
        var missing =
                "there is no %s in %s; install Debian's package %s to run these tests"
                        .formatted(debianPackage, where, debianPackage);
        return Required.orLeaveOut(found, missing);
    }

    /** The rows of the tables that {@code tables} names, and those of {@code others}. */
    static List<String> fingerprint(RealServer server, String tables, String... others) {
        try (var connection = server.admin()) {
            var print = new ArrayList<String>();
            for (var table : rows(connection, tables)) {
                print.add(table);
                print.addAll(rows(connection, "SELECT * FROM " + table));
            }
            for (var query : others) {
                print.add(query);
                print.addAll(rows(connection, query));
            }
            return print;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each row of a query as a text, sorted. */
    static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var width = rows.getMetaData().getColumnCount();
            var all = new ArrayList<String>();
            while (rows.next()) {
                var row = new StringJoiner(" | ");
                for (var column = 1; column <= width; column++) {
                    row.add(rows.getString(column));
                }
                all.add(row.toString());
            }
            all.sort(null);
            return all;
        }
    }
}
