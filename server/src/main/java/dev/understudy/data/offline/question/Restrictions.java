package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Filter.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what was said of rows into conditions on them. What a row belongs to is joined; what
 * belongs to a row is looked for in a subquery, all of it in the same one, so that rows are never
 * multiplied.
 */
final class Restrictions {
    /** Conditions; those of a share's numerator apart. */
    record Result(List<Condition> all, List<Condition> counted) {}

    private final Question question;
    private final Joins joins;
    private final Dates dates;
    private final Choice choice;
    private final Measures measures;

    Restrictions(Question question, Joins joins, Dates dates, Measures measures) {
        this.question = question;
        this.joins = joins;
        this.dates = dates;
        this.measures = measures;
        this.choice = new Choice(joins);
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
            var direct = direct(filter, base, aside(filter, base, needed, reading), reading);
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
            all.add(subquery(reading, base, inner, needed));
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
            all.add(new Condition.Present(key.get(), "that have " + table.name().name()));
        }
    }

    /** The condition where the rows themselves, or what they belong to, decide; else none. */
    private Optional<Condition> direct(Filter filter, Table base, boolean aside, Reading reading)
            throws Unclear {
        return switch (filter) {
            case Filter.Is is -> oneOf(is, base);
            case Filter.Text text ->
                    choice.of(text.columns(), base, text.near())
                            .map(it ->
                                    new Condition.OneOf(
                                            it,
                                            List.of(text.text()),
                                            text.negated(),
                                            it.shown() + " is " + text.text()));
            case Filter.Flag(var columns, var value, _, var near) ->
                    choice.of(columns, base, near)
                            .map(it ->
                                    new Condition.Flagged(
                                            it, value, (value ? "" : "not ") + it.shown()));
            case Filter.Compare compare -> aside ? Optional.empty() : compared(compare, base);
            case Filter.During(var period, _) ->
                    aside ? Optional.empty() : Optional.of(during(period, base, reading));
            case Filter.HasCount _, Filter.HasNone _ -> Optional.empty();
        };
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

    private Condition during(Period period, Table base, Reading reading) throws Unclear {
        var column = dates.of(base, reading.dates);
        return new Condition.Within(column, period, column.shown() + " " + period.shown());
    }

    private Optional<Condition> oneOf(Filter.Is is, Table base) throws Unclear {
        var columns =
                is.values().getFirst().stream()
                        .map(Lexicon.Value::column)
                        .filter(column ->
                                is.values().stream()
                                        .allMatch(it ->
                                                it.stream()
                                                        .anyMatch(value ->
                                                                value.column().equals(column))))
                        .distinct()
                        .toList();
        if (columns.isEmpty()) {
            throw new Unclear("the values named are not of one column");
        }
        return choice.of(columns, base, is.near()).map(it -> oneOf(is, it));
    }

    private static Condition oneOf(Filter.Is is, ColumnRef column) {
        var values =
                is.values().stream()
                        .flatMap(it -> it.stream().filter(value -> value.column().equals(column)))
                        .map(Lexicon.Value::text)
                        .distinct()
                        .toList();
        return new Condition.OneOf(
                column,
                values,
                is.negated(),
                "%s is %s%s"
                        .formatted(
                                column.shown(),
                                is.negated() ? "not " : "",
                                String.join(" or ", values)));
    }

    private Optional<Condition> compared(Filter.Compare compare, Table base) throws Unclear {
        var columns = comparable(compare, compare.near().orElse(base));
        if (columns.isEmpty() && compare.near().isPresent()) {
            columns = comparable(compare, base);
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var chosen = choice.of(columns, base, compare.near());
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        var column = chosen.get();
        if (!column.column().type().numeric()) {
            throw new Unclear(column.shown() + " holds no numbers");
        }
        if (!Currency.fits(
                question,
                (column.column().comment() + " " + column.column().name())
                        .toLowerCase(java.util.Locale.ROOT))) {
            throw new Unclear(
                    "it is not known that %s is in that currency".formatted(column.shown()));
        }
        return Optional.of(
                new Condition.Compared(
                        column,
                        compare.comparison(),
                        column.shown() + " " + shown(compare.comparison())));
    }

    /** The columns that are meant, of {@code table} where no noun says which. */
    private static List<ColumnRef> comparable(Filter.Compare compare, Table table) throws Unclear {
        var own = table.columns().stream().map(it -> new ColumnRef(table, it)).toList();
        if (compare.of().isEmpty()) {
            var money =
                    compare.price()
                            ? List.<ColumnRef>of()
                            : own.stream().filter(Naming::money).toList();
            var chosen = money.isEmpty() ? own.stream().filter(Naming::price).toList() : money;
            if (chosen.isEmpty()) {
                throw new Unclear(
                        "it is not said what of %s is compared".formatted(table.name().name()));
            }
            return chosen;
        }
        return switch (compare.of().get()) {
            case Noun.Values(var columns, _, _) -> columns;
            case Noun.Money(_, var of) ->
                    (of.isPresent()
                                    ? of.get().columns().stream()
                                            .map(it -> new ColumnRef(of.get(), it))
                                            .toList()
                                    : own)
                            .stream().filter(Naming::money).toList();
            case Noun.Units() -> own.stream().filter(Naming::units).toList();
            case Noun.NumberOf _, Noun.Combined _, Noun.Rows _, Noun.Time _ ->
                    throw new Unclear("such a comparison is not understood");
        };
    }

    private static String shown(Comparison comparison) {
        return comparison
                .upper()
                .map(it ->
                        "between "
                                + comparison.number().toPlainString()
                                + " and "
                                + it.toPlainString())
                .orElseGet(() -> comparison.operator() + " " + comparison.number().toPlainString());
    }

    private Condition subquery(Reading reading, Table base, List<Filter> inner, Set<Table> needed)
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
            var related = related(reading, base, needed, rest);
            return new Condition.Exists(related, false, "that have " + described(related));
        }
        return switch (special.getFirst()) {
            case Filter.HasNone(var table, _) -> {
                belonging(base, table);
                var related = related(reading, base, Set.of(table), rest);
                yield new Condition.Exists(related, true, "that have no " + described(related));
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
                "with the number of %s %s".formatted(described(related), shown(comparison)));
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
                "with %s %s".formatted(measure.words(), shown(compare.comparison())));
    }

    /** Finds the table whose rows tie {@code base} to all that is needed, by the shortest ways. */
    private Related related(Reading reading, Table base, Set<Table> needed, List<Filter> filters)
            throws Unclear {
        var best = new ArrayList<Related>();
        var least = Integer.MAX_VALUE;
        Optional<Unclear> problem = Optional.empty();
        for (var fact : joins.tables()) {
            var way = joins.ways(fact, base).only();
            if (way.isEmpty()
                    || way.get().isEmpty()
                    || !needed.stream().allMatch(it -> joins.reaches(fact, it))) {
                continue;
            }
            try {
                var conditions = inner(reading, base, fact, filters);
                var touched = new LinkedHashSet<>(needed);
                conditions.forEach(it -> Columns.collect(it, touched));
                var length =
                        way.get().size()
                                + touched.stream().mapToInt(it -> joins.distance(fact, it)).sum();
                if (length < least) {
                    best.clear();
                    least = length;
                }
                if (length == least) {
                    best.add(new Related(fact, way.get(), conditions));
                }
            } catch (Unclear unclear) {
                problem = Optional.of(unclear);
            }
        }
        if (best.size() != 1) {
            throw problem.filter(_ -> best.isEmpty())
                    .orElseGet(() ->
                            new Unclear(
                                    "it is not clear how %s is tied to %s"
                                            .formatted(
                                                    base.name().name(),
                                                    needed.isEmpty()
                                                            ? "what is said of it"
                                                            : needed.stream()
                                                                    .map(it -> it.name().name())
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")))));
        }
        return best.getFirst();
    }

    private List<Condition> inner(
            Reading reading, Table base, Table fact, List<Filter> filters)
            throws Unclear {
        var conditions = new ArrayList<Condition>();
        for (var filter : filters) {
            loose(filter, base);
            conditions.add(
                    direct(filter, fact, false, reading)
                            .orElseThrow(() -> new Unclear("it is not clear what is restricted")));
        }
        return conditions;
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

    /**
     * Columns of text whose values speak of what did not come about, and that nothing restricts.
     */
    static Optional<ColumnRef> unasked(Table base, List<Condition> conditions) {
        return base.columns().stream()
                .filter(it -> it.type() == ColumnType.TEXT)
                .filter(it ->
                        it.values().stream()
                                .anyMatch(value ->
                                        value.toLowerCase(java.util.Locale.ROOT)
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
