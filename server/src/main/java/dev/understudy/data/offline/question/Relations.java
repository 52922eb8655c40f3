package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Filter.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is said of rows that belong to a row: they are looked for in a subquery, all of it in the
 * same one, so that rows are never multiplied.
 */
final class Relations {
    private final Joins joins;
    private final Measures measures;
    private final Conditions conditions;

    Relations(Joins joins, Measures measures, Conditions conditions) {
        this.joins = joins;
        this.measures = measures;
        this.conditions = conditions;
    }

    /** One condition for all that is said of rows that belong to a row of {@code base}. */
    Condition of(Reading reading, Table base, List<Filter> inner, Set<Table> needed)
            throws Unclear {
        var special =
                inner.stream()
                        .filter(it ->
                                it instanceof Filter.HasCount
                                        || it instanceof Filter.HasNone
                                        || summed(it))
                        .toList();
        if (special.size() > 1 || (!special.isEmpty() && !needed.isEmpty())) {
            throw new Unclear("more is said of other rows than can be told apart");
        }
        var rest = inner.stream().filter(it -> !special.contains(it)).toList();
        if (special.isEmpty()) {
            if (needed.isEmpty()) {
                throw new Unclear(
                        "it is not said what %s have to do with it".formatted(base.name().name()));
            }
            var related = related(reading, base, needed, rest);
            return new Condition.Exists(related, false, "there are " + described(related));
        }
        return switch (special.getFirst()) {
            case Filter.HasNone(var table, _) -> {
                belonging(base, table);
                var related = related(reading, base, Set.of(table), rest);
                yield new Condition.Exists(related, true, "there are no " + described(related));
            }
            case Filter.HasCount(var table, var comparison, _) ->
                    counted(reading, base, table, comparison, rest);
            case Filter.Compare compare -> summed(reading, base, compare, rest);
            case Filter.Is _, Filter.Text _, Filter.Flag _, Filter.During _ ->
                    throw new Unclear("not understood");
        };
    }

    private void belonging(Table base, Table table) throws Unclear {
        if (!joins.ways(base, table).shortest().isEmpty()) {
            throw new Unclear(
                    "a row of %s belongs to one of %s, never to none or several"
                            .formatted(base.name().name(), table.name().name()));
        }
    }

    private static boolean summed(Filter filter) {
        return filter instanceof Filter.Compare(var of, _, _, _)
                && of.filter(it -> it instanceof Noun.Money || it instanceof Noun.Units)
                        .isPresent();
    }

    private Condition counted(
            Reading reading, Table base, Table table, Comparison comparison, List<Filter> rest)
            throws Unclear {
        belonging(base, table);
        var related = related(reading, base, Set.of(table), rest);
        var key = Naming.key(table);
        if (!related.fact().equals(table) && key.size() != 1) {
            throw new Unclear(
                    "the rows of %s cannot be counted there".formatted(table.name().name()));
        }
        Expression count =
                related.fact().equals(table)
                        ? new Expression.CountRows()
                        : new Expression.CountDistinct(key.getFirst());
        return new Condition.Amounts(
                related,
                count,
                comparison,
                "the number of %s is %s"
                        .formatted(described(related), Conditions.shown(comparison)));
    }

    private Condition summed(Reading reading, Table base, Filter.Compare compare, List<Filter> rest)
            throws Unclear {
        var possible = new ArrayList<Measure>();
        for (var measure : measures.of(Optional.of(Aggregate.SUM), compare.of().orElseThrow())) {
            var way = joins.ways(measure.base(), base).only();
            if (way.isPresent() && !way.get().isEmpty()) {
                possible.add(measure);
            }
        }
        var measure =
                measures.coarsest(possible)
                        .orElseThrow(() ->
                                new Unclear(
                                        "it is not clear what is summed up for "
                                                + base.name().name()));
        var related = related(reading, base, Set.of(measure.base()), rest);
        if (!related.fact().equals(measure.base())) {
            throw new Unclear("the sum would count some rows twice");
        }
        return new Condition.Amounts(
                related,
                measure.expression(),
                compare.comparison(),
                "%s is %s".formatted(measure.words(), Conditions.shown(compare.comparison())));
    }

    /** Finds the table whose rows tie {@code base} to all that is needed, by the shortest ways. */
    private Related related(Reading reading, Table base, Set<Table> needed, List<Filter> filters)
            throws Unclear {
        var best = new ArrayList<Related>();
        var least = Integer.MAX_VALUE;
        for (var fact : candidates(base, needed)) {
            var length = length(fact, base, needed);
            if (length > least) {
                break;
            }
            // What is unclear of nearer rows does not become clear by looking at others.
            var inner = inner(reading, base, fact, filters);
            if (inner.isPresent()) {
                least = length;
                best.add(
                        new Related(
                                fact, joins.ways(fact, base).shortest().getFirst(), inner.get()));
            }
        }
        if (best.size() != 1) {
            throw new Unclear(
                    "it is not clear how %s is tied to %s"
                            .formatted(
                                    base.name().name(),
                                    needed.stream()
                                            .map(it -> it.name().name())
                                            .collect(Collectors.joining(", "))));
        }
        return best.getFirst();
    }

    /**
     * Tables whose rows belong to one of {@code base} and to one of each needed; near ones first.
     */
    private List<Table> candidates(Table base, Set<Table> needed) {
        return joins.tables().stream()
                .filter(it -> !it.equals(base) && joins.reaches(it, base))
                .filter(it -> needed.stream().allMatch(other -> joins.reaches(it, other)))
                .sorted(Comparator.comparingInt(it -> length(it, base, needed)))
                .toList();
    }

    private int length(Table fact, Table base, Set<Table> needed) {
        return joins.distance(fact, base)
                + needed.stream().mapToInt(it -> joins.distance(fact, it)).sum();
    }

    private Optional<List<Condition>> inner(
            Reading reading, Table base, Table fact, List<Filter> filters) throws Unclear {
        var all = new ArrayList<Condition>();
        for (var filter : filters) {
            loose(filter, base);
            var condition = conditions.of(filter, dated(filter, fact), false, reading);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            all.add(condition.get());
        }
        return Optional.of(all);
    }

    /** A day is that of the rows that were named, not of those that tie them to others. */
    private Table dated(Filter filter, Table fact) {
        return filter instanceof Filter.During(_, var near)
                ? near.filter(it -> joins.reaches(fact, it)).orElse(fact)
                : fact;
    }

    /** What could be meant of one such row, or of all of them together. */
    private static void loose(Filter filter, Table base) throws Unclear {
        if (filter instanceof Filter.Is(var values, _, var both, _, _)
                && both
                && values.size() > 1) {
            throw new Unclear("it is not clear whether one of the values is enough");
        }
        if (filter instanceof Filter.Compare(_, _, _, var near)
                && near.filter(it -> !it.equals(base)).isEmpty()) {
            throw new Unclear("it is not clear which rows are compared");
        }
    }

    private static String described(Related related) {
        var words =
                related.conditions().stream()
                        .map(Condition::words)
                        .collect(Collectors.joining(" and "));
        return related.fact().name().name() + (words.isEmpty() ? "" : " where " + words);
    }
}
