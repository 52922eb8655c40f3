package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which tables the parts of a query need. */
final class Columns {
    private Columns() {}

    static Set<Table> tables(Query query) {
        var tables = new LinkedHashSet<Table>();
        query.outputs().forEach(it -> collect(it.expression(), tables));
        query.conditions().forEach(it -> collect(it, tables));
        query.groups().forEach(it -> collect(it, tables));
        query.orders().forEach(it -> collect(it.expression(), tables));
        return tables;
    }

    static void collect(Expression expression, Set<Table> tables) {
        switch (expression) {
            case Expression.Of(var column) -> tables.add(column.table());
            case Expression.In(_, var column) -> tables.add(column.table());
            case Expression.CountDistinct(var column) -> tables.add(column.table());
            case Expression.Times(var left, var right) -> {
                tables.add(left.table());
                tables.add(right.table());
            }
            case Expression.CountRows() -> {}
            case Expression.Combined(_, var of) -> collect(of, tables);
            case Expression.ShareOfAll(var aggregate) -> collect(aggregate, tables);
            case Expression.ShareWhere(var conditions) ->
                    conditions.forEach(it -> collect(it, tables));
            case Expression.Belonging(var related, _) -> tables.add(related.way().getLast().to());
        }
    }

    static void collect(Condition condition, Set<Table> tables) {
        switch (condition) {
            case Condition.Compared(var column, _, _) -> tables.add(column.table());
            case Condition.OneOf(var column, _, _, _) -> tables.add(column.table());
            case Condition.Flagged(var column, _, _) -> tables.add(column.table());
            case Condition.Within(var column, _, _) -> tables.add(column.table());
            case Condition.Present(var column, _) -> tables.add(column.table());
            case Condition.Exists(var related, _, _) -> tables.add(related.way().getLast().to());
            case Condition.Amounts(var related, _, _, _) ->
                    tables.add(related.way().getLast().to());
        }
    }
}
