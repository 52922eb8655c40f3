package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a query in a dialect, so that people can read it. */
final class SqlWriter {
    private final Catalogue catalogue;
    private final Dialect dialect;
    private final Joins joins;

    SqlWriter(Catalogue catalogue, Joins joins) {
        this.catalogue = catalogue;
        this.dialect = catalogue.dialect();
        this.joins = joins;
    }

    String written(Query query) throws Unclear {
        var lines = new ArrayList<String>();
        lines.add(select(query));
        lines.addAll(from(query.base(), Columns.tables(query)));
        lines.addAll(where(query.conditions()));
        if (!query.groups().isEmpty()) {
            lines.add("GROUP BY " + list(query.groups()));
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
            var text = expression(output.expression());
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
                    (text.isEmpty() ? expression(order.expression()) : text)
                            + (order.descending() ? " DESC" : ""));
        }
        return String.join(", ", orders);
    }

    private List<String> from(Table base, Set<Table> needed) throws Unclear {
        var lines = new ArrayList<String>();
        lines.add("FROM " + declared(base));
        for (var step : steps(base, needed)) {
            lines.add(joined(step));
        }
        return lines;
    }

    private Set<Joins.Step> steps(Table base, Set<Table> needed) throws Unclear {
        var steps = new LinkedHashSet<Joins.Step>();
        for (var table : needed) {
            var ways = joins.ways(base, table);
            steps.addAll(
                    ways.only()
                            .orElseThrow(() ->
                                    new Unclear(
                                            "there is no single way from %s to %s"
                                                    .formatted(
                                                            base.name().name(),
                                                            table.name().name()))));
        }
        var targets = steps.stream().map(it -> it.to().name()).collect(Collectors.toSet());
        if (targets.size() < steps.size()) {
            throw new Unclear("a table would have to be joined in two ways");
        }
        return steps;
    }

    private String joined(Joins.Step step) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < step.key().columns().size(); i++) {
            pairs.add(
                    column(step.to(), step.key().targetColumns().get(i))
                            + " = "
                            + column(step.from(), step.key().columns().get(i)));
        }
        return (step.optional() ? "LEFT JOIN " : "JOIN ")
                + declared(step.to())
                + " ON "
                + String.join(" AND ", pairs);
    }

    private List<String> where(List<Condition> conditions) throws Unclear {
        var lines = new ArrayList<String>();
        for (var condition : conditions) {
            lines.add((lines.isEmpty() ? "WHERE " : "  AND ") + condition(condition));
        }
        return lines;
    }

    private String condition(Condition condition) throws Unclear {
        return switch (condition) {
            case Condition.Compared(var column, var comparison, _) ->
                    compared(column(column), comparison);
            case Condition.OneOf oneOf -> oneOf(oneOf);
            case Condition.Flagged(var column, var value, _) -> flagged(column, value);
            case Condition.Within(var column, var period, _) -> within(column(column), period);
            case Condition.Present(var column, _) -> column(column) + " IS NOT NULL";
            case Condition.Exists(var related, var negated, _) ->
                    (negated ? "NOT EXISTS (" : "EXISTS (") + related("1", related) + ")";
            case Condition.Amounts(var related, var aggregate, var comparison, _) ->
                    compared(
                            "(" + related(expression(aggregate), related, aggregate) + ")",
                            comparison);
        };
    }

    private String flagged(ColumnRef column, boolean value) {
        var truth = dialect == Dialect.SQLSERVER ? (value ? "1" : "0") : value ? "TRUE" : "FALSE";
        return column(column) + " = " + truth;
    }

    private String compared(String left, Filter.Comparison comparison) {
        var number = Literals.number(comparison.number());
        return comparison.upper().isPresent()
                ? left + " BETWEEN " + number + " AND " + Literals.number(comparison.upper().get())
                : left + " " + comparison.operator() + " " + number;
    }

    private String oneOf(Condition.OneOf oneOf) throws Unclear {
        var values = new ArrayList<String>();
        for (var value : oneOf.values()) {
            values.add(
                    oneOf.column().column().type().numeric()
                            ? Literals.number(new java.math.BigDecimal(value))
                            : Literals.text(value, dialect));
        }
        var column = column(oneOf.column());
        var one = values.size() == 1;
        var list = one ? values.getFirst() : "(" + String.join(", ", values) + ")";
        if (!oneOf.negated()) {
            return column + (one ? " = " : " IN ") + list;
        }
        var differs = column + (one ? " <> " : " NOT IN ") + list;
        return oneOf.column().column().nullable()
                ? "(" + differs + " OR " + column + " IS NULL)"
                : differs;
    }

    private String within(String column, Period period) {
        var parts = new ArrayList<String>();
        period.from().ifPresent(it -> parts.add(column + " >= " + Literals.day(it, dialect)));
        period.to().ifPresent(it -> parts.add(column + " < " + Literals.day(it, dialect)));
        return String.join(" AND ", parts);
    }

    private String related(String selected, Related related, Expression... more) throws Unclear {
        var needed = new LinkedHashSet<Table>();
        related.conditions().forEach(it -> Columns.collect(it, needed));
        for (var expression : more) {
            Columns.collect(expression, needed);
        }
        var way = related.way();
        needed.add(way.getLast().from());
        var lines = new ArrayList<String>();
        lines.add("SELECT " + selected);
        lines.addAll(from(related.fact(), needed));
        var tie = way.getLast();
        for (var i = 0; i < tie.key().columns().size(); i++) {
            lines.add(
                    (i == 0 ? "WHERE " : "AND ")
                            + column(tie.from(), tie.key().columns().get(i))
                            + " = "
                            + column(tie.to(), tie.key().targetColumns().get(i)));
        }
        for (var condition : related.conditions()) {
            lines.add("AND " + condition(condition));
        }
        return String.join(" ", lines);
    }

    private String list(List<Expression> expressions) throws Unclear {
        var texts = new ArrayList<String>();
        for (var expression : expressions) {
            texts.add(expression(expression));
        }
        return String.join(", ", texts);
    }

    private String expression(Expression expression) throws Unclear {
        return switch (expression) {
            case Expression.Of(var column) -> column(column);
            case Expression.In(var unit, var column) ->
                    TimeBuckets.written(unit, column(column), dialect);
            case Expression.Times(var left, var right) -> column(left) + " * " + column(right);
            case Expression.CountRows() -> "COUNT(*)";
            case Expression.CountDistinct(var column) -> "COUNT(DISTINCT " + column(column) + ")";
            case Expression.Combined(var aggregate, var of) -> combined(aggregate, of);
            case Expression.ShareOfAll(var aggregate) -> {
                var one = expression(aggregate);
                yield percent(one, "NULLIF(SUM(" + one + ") OVER (), 0)");
            }
            case Expression.ShareWhere(var conditions) -> {
                var texts = new ArrayList<String>();
                for (var condition : conditions) {
                    texts.add(condition(condition));
                }
                var counted =
                        "SUM(CASE WHEN " + String.join(" AND ", texts) + " THEN 1 ELSE 0 END)";
                yield percent(counted, "NULLIF(COUNT(*), 0)");
            }
            case Expression.Belonging(var related, var aggregate) ->
                    "("
                            + related(
                                    "COALESCE(" + expression(aggregate) + ", 0)",
                                    related,
                                    aggregate)
                            + ")";
        };
    }

    private static String percent(String part, String whole) {
        return "CAST(100.0 * " + part + " / " + whole + " AS DECIMAL(9, 2))";
    }

    private String combined(Aggregate aggregate, Expression of) throws Unclear {
        var inner = expression(of);
        return switch (aggregate) {
            case SUM, SHARE -> "SUM(" + inner + ")";
            case COUNT -> "COUNT(" + inner + ")";
            case MINIMUM -> "MIN(" + inner + ")";
            case MAXIMUM -> "MAX(" + inner + ")";
            // SQL Server's average of whole numbers is a whole number.
            case AVERAGE ->
                    dialect == Dialect.SQLSERVER
                            ? "AVG(1.0 * " + inner + ")"
                            : "AVG(" + inner + ")";
        };
    }

    private String column(ColumnRef column) {
        return column(column.table(), column.column().name());
    }

    private String column(Table table, String column) {
        var spelled = table.column(column).map(it -> it.name()).orElse(column);
        return Identifiers.written(table.name().name(), dialect)
                + "."
                + Identifiers.written(spelled, dialect);
    }

    private String declared(Table table) {
        var name = Identifiers.written(table.name().name(), dialect);
        var schema = table.name().schema();
        return schema.isEmpty() || schema.equalsIgnoreCase(catalogue.defaultSchema())
                ? name
                : Identifiers.written(schema, dialect) + "." + name + " AS " + name;
    }
}
