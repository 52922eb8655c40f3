package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Expression.Of;
import dev.understudy.data.offline.question.Query.Order;
import dev.understudy.data.offline.question.Query.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions for rows as they are: "customers in Germany", "the latest 10 orders". */
final class Listing {
    private final Joins joins;
    private final Dates dates;
    private final Restrictions restrictions;

    Listing(Joins joins, Dates dates, Restrictions restrictions) {
        this.joins = joins;
        this.dates = dates;
        this.restrictions = restrictions;
    }

    Meaning.Made of(Reading reading, Noun head) throws Unclear {
        return switch (head) {
            case Noun.Rows(var table, _) -> rows(reading, table);
            case Noun.Values values -> values(reading, values);
            case Noun.Money _, Noun.Units _, Noun.NumberOf _, Noun.Combined _, Noun.Time _ ->
                    throw new Unclear("it is not said what is asked for");
        };
    }

    private Meaning.Made rows(Reading reading, Table table) throws Unclear {
        var conditions = restrictions.of(reading, table, true).all();
        var outputs = new ArrayList<Output>();
        if (reading.columns.isEmpty()) {
            outputs.addAll(all(table));
        } else {
            Naming.labels(table).forEach(it -> outputs.add(output(it)));
            for (var columns : reading.columns) {
                outputs.add(output(reached(columns, table)));
            }
        }
        var orders = new ArrayList<Order>();
        reading.descending.ifPresent(down ->
                Naming.labels(table).forEach(it -> orders.add(new Order(new Of(it), down))));
        orders.addAll(ties(table));
        return made(
                table, outputs, conditions, orders, Optional.empty(), false, table.name().name());
    }

    private ColumnRef reached(Noun.Values columns, Table table) throws Unclear {
        return new Choice(joins)
                .of(columns.columns(), table, Optional.of(table))
                .orElseThrow(() ->
                        new Unclear("%s has no %s".formatted(table.name().name(), columns.said())));
    }

    /** "The cities of our customers", "names and emails of employees". */
    private Meaning.Made values(Reading reading, Noun.Values head) throws Unclear {
        var tables =
                reading.attached.isEmpty()
                        ? head.columns().stream().map(ColumnRef::table).distinct().toList()
                        : reading.attached.stream()
                                .filter(it ->
                                        head.columns().stream()
                                                .anyMatch(column -> column.table().equals(it)))
                                .toList();
        if (tables.size() != 1) {
            throw new Unclear("it is not clear whose %s is meant".formatted(head.said()));
        }
        var table = tables.getFirst();
        var outputs = new ArrayList<Output>();
        var columns = new ArrayList<ColumnRef>();
        columns.add(reached(head, table));
        for (var more : reading.columns) {
            columns.add(reached(more, table));
        }
        columns.forEach(it -> outputs.add(output(it)));
        boolean each =
                columns.size() > 1
                        || columns.stream().anyMatch(it -> Naming.labels(table).contains(it));
        boolean distinct = reading.distinct || !each;
        var conditions = restrictions.of(reading, table, true).all();
        var orders = new ArrayList<Order>();
        columns.forEach(it -> orders.add(new Order(new Of(it), reading.descending.orElse(false))));
        if (!distinct) {
            orders.addAll(ties(table).stream().filter(it -> !orders.contains(it)).toList());
        }
        var words =
                (distinct ? "the different values of " : "")
                        + String.join(", ", columns.stream().map(ColumnRef::shown).toList());
        return made(
                table,
                outputs,
                conditions,
                orders.stream().distinct().toList(),
                Optional.empty(),
                distinct,
                words);
    }

    /** The rows of a table, sorted by a column that each of them has. */
    Meaning.Made ranked(
            Reading reading, Table table, ColumnRef by, boolean descending, Optional<Integer> limit)
            throws Unclear {
        var conditions = new ArrayList<>(restrictions.of(reading, table, true).all());
        if (by.column().nullable()) {
            conditions.add(new Condition.Present(by, by.shown() + " has a value"));
        }
        var labels = Naming.labels(table);
        var outputs = new ArrayList<Output>();
        if (labels.isEmpty()) {
            outputs.addAll(all(table));
        } else {
            labels.forEach(it -> outputs.add(output(it)));
        }
        if (outputs.stream().noneMatch(it -> it.expression().equals(new Of(by)))) {
            outputs.add(output(by));
        }
        var orders = new ArrayList<Order>();
        orders.add(new Order(new Of(by), descending));
        if (!by.column().type().dated()) {
            labels.forEach(it -> orders.add(new Order(new Of(it), false)));
        }
        // Of one day the later key is the later row.
        boolean dated = by.column().type().dated();
        ties(table).forEach(it -> orders.add(new Order(it.expression(), dated && descending)));
        var words =
                "%s%s by %s, %s first"
                        .formatted(
                                limit.map(it -> "the first " + it + " of ").orElse(""),
                                table.name().name(),
                                by.shown(),
                                descending ? "highest" : "lowest");
        return made(
                table,
                outputs,
                conditions,
                orders.stream().distinct().toList(),
                limit,
                false,
                words);
    }

    ColumnRef day(Table table, Reading reading) throws Unclear {
        return dates.of(table, reading.dates);
    }

    ColumnRef date(Table table, Reading reading) throws Unclear {
        if (dates.own(table).isEmpty() && reading.dates.isEmpty()) {
            var beginnings =
                    table.columns().stream()
                            .map(it -> new ColumnRef(table, it))
                            .filter(Naming::beginning)
                            .toList();
            if (beginnings.size() == 1) {
                return beginnings.getFirst();
            }
        }
        return dates.of(table, reading.dates);
    }

    private static Meaning.Made made(
            Table table,
            List<Output> outputs,
            List<Condition> conditions,
            List<Order> orders,
            Optional<Integer> limit,
            boolean distinct,
            String words) {
        return new Meaning.Made(
                new Query(table, outputs, conditions, List.of(), orders, limit, distinct),
                words + Wording.where(conditions));
    }

    private static Output output(ColumnRef column) {
        return new Output(new Of(column), column.column().name());
    }

    private static List<Output> all(Table table) {
        return table.columns().stream().map(it -> output(new ColumnRef(table, it))).toList();
    }

    private static List<Order> ties(Table table) {
        return Naming.key(table).stream().map(it -> new Order(new Of(it), false)).toList();
    }
}
