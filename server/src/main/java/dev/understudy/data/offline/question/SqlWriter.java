package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import java.util.ArrayList;

/** Writes a query in a dialect, so that people can read it. */
final class SqlWriter {
    private final Dialect dialect;
    private final SqlNames names;
    private final SqlExpressions expressions;

    SqlWriter(Catalogue catalogue, Joins joins) {
        this.dialect = catalogue.dialect();
        names = new SqlNames(catalogue, joins);
        expressions = new SqlExpressions(dialect, names);
    }

    String written(Query query) throws Unclear {
        var lines = new ArrayList<String>();
        lines.add(select(query));
        lines.addAll(names.from(query.base(), Columns.tables(query)));
        lines.addAll(expressions.where(query.conditions()));
        if (!query.groups().isEmpty()) {
            lines.add("GROUP BY " + expressions.list(query.groups()));
        }
        if (!query.orders().isEmpty()) {
            lines.add("ORDER BY " + orders(query));
        }
        if (query.limit().isPresent() && dialect != Dialect.SQLSERVER) {
            lines.add("LIMIT " + query.limit().get());
        }
        return String.join("\n", lines);
    }

    private String select(Query query) throws Unclear {
        var outputs = new ArrayList<String>();
        for (var output : query.outputs()) {
            var text = expressions.expression(output.expression());
            boolean named =
                    output.expression() instanceof Expression.Of(var column)
                            && column.column().name().equals(output.name());
            outputs.add(named ? text : text + " AS " + Identifiers.written(output.name(), dialect));
        }
        var top =
                dialect == Dialect.SQLSERVER && query.limit().isPresent()
                        ? "TOP (" + query.limit().get() + ") "
                        : "";
        return "SELECT " + (query.distinct() ? "DISTINCT " : "") + top + String.join(", ", outputs);
    }

    private String orders(Query query) throws Unclear {
        var orders = new ArrayList<String>();
        for (var order : query.orders()) {
            var text = "";
            for (var output : query.outputs()) {
                if (output.expression().equals(order.expression())
                        && !(output.expression() instanceof Expression.Of)) {
                    text = Identifiers.written(output.name(), dialect);
                }
            }
            orders.add(
                    (text.isEmpty() ? expressions.expression(order.expression()) : text)
                            + (order.descending() ? " DESC" : ""));
        }
        return String.join(", ", orders);
    }
}
