package dev.understudy.tds;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What the driver reads, as text. */
final class Answers {
    private Answers() {}

    /** Each row's values with a bar between them. */
    static List<String> rows(Connection connection, String sql) {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var row = new StringJoiner("|");
                for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    row.add(rows.getString(at));
                }
                all.add(row.toString());
            }
            return all;
        } catch (SQLException error) {
            throw new AssertionError(sql, error);
        }
    }
}
