package dev.understudy.data.catalogue;

import dev.understudy.data.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Small catalogues, written in one line for each table. */
final class Catalogues {
    private Catalogues() {}

    /**
     * A catalogue.
     *
     * @param tables like {@code orders: order_id, customer_id>customers.customer_id,
     *     status[new|old]}
     */
    static Catalogue of(String... tables) {
        var all = new ArrayList<Table>();
        for (String table : tables) {
            all.add(table(table));
        }
        return new Catalogue("test", Dialect.DUCKDB, "", all);
    }

    private static Table table(String text) {
        String name = text.substring(0, text.indexOf(':'));
        var columns = new ArrayList<Column>();
        var keys = new ArrayList<ForeignKey>();
        for (String part : text.substring(text.indexOf(':') + 1).split(",", -1)) {
            String column = part.strip().split("[>\\[]", -1)[0];
            columns.add(column(column, values(part)));
            if (part.contains(">")) {
                String[] target = part.strip().split(">", -1)[1].split("\\.", -1);
                keys.add(
                        new ForeignKey(
                                List.of(column), new TableName("", target[0]), List.of(target[1])));
            }
        }
        return new Table(
                new TableName("", name), "", columns, List.of(), keys, OptionalLong.of(10));
    }

    private static List<String> values(String part) {
        int open = part.indexOf('[');
        return open < 0
                ? List.of()
                : List.of(part.substring(open + 1, part.indexOf(']')).split("\\|", -1));
    }

    static Column column(String name, List<String> values) {
        return new Column(name, ColumnType.TEXT, "VARCHAR", true, "", values);
    }

    /** A table of one column. */
    static Table table(String name, String comment, Column column) {
        return new Table(
                new TableName("", name),
                comment,
                List.of(column),
                List.of(),
                List.of(),
                OptionalLong.empty());
    }
}
