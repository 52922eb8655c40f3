package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what was said of rows into conditions on them. What a row belongs to is joined; what
 * belongs to a row is looked for in a subquery, all of it in the same one, so that rows are never
 * multiplied.
 */
final class Restrictions {
    /** Conditions; those of a share's numerator apart. */
    record Result(List<Condition> all, List<Condition> counted) {}

    private final Joins joins;
    private final Conditions conditions;
    private final Relations relations;

    Restrictions(Question question, Joins joins, Dates dates, Measures measures) {
        this.joins = joins;
        this.conditions = new Conditions(question, joins, dates);
        this.relations = new Relations(joins, measures, conditions);
    }

    /**
     * The conditions on the rows of {@code base}.
     *
     * @param subqueries whether rows that belong to a row may be looked at
     */
    Result of(Reading reading, Table base, boolean subqueries) throws Unclear {
        var all = new ArrayList<Condition>();
        var counted = new ArrayList<Condition>();
        var inner = new ArrayList<Filter>();
        var needed = new LinkedHashSet<Table>();
        for (var table : reading.attached) {
            attached(base, table, all, needed);
        }
        for (var filter : reading.filters) {
            var direct = conditions.of(filter, base, aside(filter, base, needed, reading), reading);
            if (direct.isEmpty()) {
                inner.add(filter);
            } else if (isCounted(filter)) {
                counted.add(direct.get());
            } else {
                all.add(direct.get());
            }
        }
        if (!inner.isEmpty() || !needed.isEmpty()) {
            if (!subqueries) {
                throw new Unclear(
                        "%s does not say to which of its rows this applies without counting some twice"
                                .formatted(base.name().name()));
            }
            all.add(relations.of(reading, base, inner, needed));
        }
        return new Result(List.copyOf(all), List.copyOf(counted));
    }

    private static boolean isCounted(Filter filter) {
        return switch (filter) {
            case Filter.Is is -> is.counted();
            case Filter.Flag flag -> flag.counted();
            case Filter.Text _,
                    Filter.Compare _,
                    Filter.During _,
                    Filter.HasCount _,
                    Filter.HasNone _ ->
                    false;
        };
    }

    private void attached(Table base, Table table, List<Condition> all, Set<Table> needed)
            throws Unclear {
        if (table.name().equals(base.name())) {
            return;
        }
        var way = joins.ways(base, table);
        if (way.several()) {
            throw new Unclear(
                    "%s and %s are tied in more than one way"
                            .formatted(base.name().name(), table.name().name()));
        }
        if (way.only().isEmpty()) {
            needed.add(table);
        } else if (way.only().get().stream().anyMatch(Joins.Step::optional)) {
            var key = Naming.key(table).stream().findFirst();
            if (key.isEmpty()) {
                throw new Unclear(table.name().name() + " has no key");
            }
            all.add(new Condition.Present(key.get(), "there are " + table.name().name()));
        }
    }

    private static boolean aside(Filter filter, Table base, Set<Table> needed, Reading reading) {
        return filter.near().filter(it -> within(it, base, needed, reading)).isPresent();
    }

    /** Whether what was named last is looked for in a subquery. */
    private static boolean within(Table near, Table base, Set<Table> needed, Reading reading) {
        return !near.equals(base)
                && (needed.contains(near)
                        || reading.filters.stream()
                                .anyMatch(it ->
                                        (it instanceof Filter.HasNone(var none, _)
                                                        && none.equals(near))
                                                || (it instanceof Filter.HasCount(var count, _, _)
                                                        && count.equals(near))));
    }

    /**
     * Columns of text whose values speak of what did not come about, and that nothing restricts.
     */
    static Optional<ColumnRef> unasked(Table base, List<Condition> conditions) {
        return base.columns().stream()
                .filter(it -> it.type() == ColumnType.TEXT)
                .filter(it ->
                        it.values().stream()
                                .anyMatch(value ->
                                        value.toLowerCase(Locale.ROOT)
                                                .matches(
                                                        "(cancel|void|refund|return|reject|no.?show).*")))
                .map(it -> new ColumnRef(base, it))
                .filter(it ->
                        conditions.stream()
                                .noneMatch(condition ->
                                        condition instanceof Condition.OneOf(var column, _, _, _)
                                                && column.equals(it)))
                .findFirst();
    }
}
