package dev.understudy.data.source.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The first column of a query's rows. */
final class Texts {
    /** What is asked for here are lists of rights; longer ones say nothing new. */
    private static final int MOST_ROWS = 1_000;

    private Texts() {}

    static List<String> of(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) DatabaseEngine.CONNECT_TIME.toSeconds());
            statement.setMaxRows(MOST_ROWS);
            try (var rows = statement.executeQuery(query)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
