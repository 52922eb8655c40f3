package dev.understudy.data.offline.question;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Writes what is computed and what rows must fulfil. */
final class SqlExpressions {
    private final Dialect dialect;
    private final SqlNames names;

    SqlExpressions(Dialect dialect, SqlNames names) {
        this.dialect = dialect;
        this.names = names;
    }

    List<String> where(List<Condition> conditions) throws Unclear {
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
                            "(" + related(amount(aggregate), related, aggregate) + ")", comparison);
        };
    }

    /** Of no rows the sum is NULL to SQL, and nothing to people. */
    private String amount(Expression aggregate) throws Unclear {
        var text = expression(aggregate);
        return aggregate instanceof Expression.Combined ? "COALESCE(" + text + ", 0)" : text;
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
                            ? Literals.number(new BigDecimal(value))
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
        lines.addAll(names.from(related.fact(), needed));
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

    String list(List<Expression> expressions) throws Unclear {
        var texts = new ArrayList<String>();
        for (var expression : expressions) {
            texts.add(expression(expression));
        }
        return String.join(", ", texts);
    }

    String expression(Expression expression) throws Unclear {
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
        return names.column(column);
    }

    private String column(Table table, String column) {
        return names.column(table, column);
    }
}
