package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Dimensions.Dimension;
import dev.understudy.data.offline.question.Query.Order;
import dev.understudy.data.offline.question.Query.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a reading its meaning over the catalogue: one query, or the reason why there is none. */
final class Meaning {
    /** A query, and what it computes in plain words. */
    record Made(Query query, String words) {}

    private final Joins joins;
    private final Measures measures;
    private final Dimensions dimensions;
    private final Restrictions restrictions;
    private final Listing listing;
    private final Ranking ranking;

    Meaning(Question question, Joins joins) {
        this.joins = joins;
        var dates = new Dates(joins);
        measures = new Measures(joins);
        dimensions = new Dimensions(joins, dates);
        restrictions = new Restrictions(question, joins, dates, measures);
        listing = new Listing(joins, dates, restrictions);
        ranking = new Ranking(joins, this, listing);
    }

    Made of(Reading reading) throws Unclear {
        plausible(reading);
        var head = reading.head.orElseThrow(() -> new Unclear("it is not said what is asked for"));
        boolean computed = reading.aggregate.isPresent();
        if (reading.rank.isPresent()
                || (reading.basis.isPresent() && !computed && !head.metric())) {
            return ranking.of(reading, head);
        }
        if (reading.aggregate.filter(it -> it == Aggregate.SHARE).isPresent()) {
            return new Shares(joins, this).of(reading, head);
        }
        if (computed || head.metric() || !reading.groups.isEmpty()) {
            return measured(reading, head);
        }
        return listing.of(reading, head);
    }

    private static void plausible(Reading reading) throws Unclear {
        var periods = reading.filters.stream().filter(it -> it instanceof Filter.During).count();
        if (periods > 1) {
            throw new Unclear("two periods are named, and they are not compared here");
        }
        if (reading.number.isPresent()
                && reading.rank.filter(it -> it.limit().isEmpty()).isEmpty()) {
            throw new Unclear("it is not said which %d are meant".formatted(reading.number.get()));
        }
        if (!reading.dates.isEmpty()
                && periods == 0
                && reading.groups.stream().noneMatch(it -> it instanceof Noun.Time)) {
            throw new Unclear("a date is named, but nothing is said of when it was");
        }
        if (reading.distinct
                && reading.aggregate.filter(it -> it == Aggregate.COUNT).isEmpty()
                && !(reading.head.orElse(null) instanceof Noun.Values)) {
            throw new Unclear("it is not clear what is to be different");
        }
    }

    /**
     * Something computed over the coarsest rows for which everything that was said has a meaning.
     */
    private Made measured(Reading reading, Noun head) throws Unclear {
        if (reading.basis.filter(it -> !it.equals(head)).isPresent()) {
            throw new Unclear("it is not clear what is sorted by what");
        }
        boolean counted =
                !head.metric()
                        && reading.aggregate
                                .filter(it -> it != Aggregate.COUNT && it != Aggregate.SUM)
                                .isEmpty();
        var made =
                best(
                        measures.of(reading.aggregate, head),
                        reading,
                        measure ->
                                measured(
                                        reading,
                                        measure,
                                        counted
                                                || (reading.groups.isEmpty()
                                                        && head instanceof Noun.Values)));
        return made;
    }

    /** How a measure becomes a query; an {@link Unclear} says that it does not. */
    interface Maker {
        Made make(Measure measure) throws Unclear;
    }

    Made best(List<Measure> candidates, Reading reading, Maker maker) throws Unclear {
        var possible = new ArrayList<Measure>();
        Optional<Unclear> problem = Optional.empty();
        for (var candidate : candidates) {
            try {
                maker.make(candidate);
                possible.add(candidate);
            } catch (Unclear unclear) {
                problem = problem.isEmpty() ? Optional.of(unclear) : problem;
            }
        }
        if (possible.isEmpty()) {
            throw problem.orElseGet(() -> new Unclear("nothing suits what is asked for"));
        }
        var attached =
                possible.stream()
                        .filter(it ->
                                reading.attached.contains(it.base())
                                        || reading.near.filter(it.base()::equals).isPresent())
                        .toList();
        var narrowed = attached.isEmpty() ? possible : attached;
        var chosen =
                measures.coarsest(narrowed)
                        .orElseThrow(() ->
                                new Unclear("it is not clear which is meant: " + names(narrowed)));
        return maker.make(chosen);
    }

    private static String names(List<Measure> measures) {
        return String.join(" or ", measures.stream().map(Measure::words).distinct().toList());
    }

    private Made measured(Reading reading, Measure measure, boolean subqueries) throws Unclear {
        averageOfSums(reading, measure);
        var groups = groups(reading, measure.base());
        var conditions = restrictions.of(reading, measure.base(), subqueries).all();
        var outputs = new ArrayList<Output>();
        groups.forEach(it -> outputs.addAll(it.shown()));
        outputs.add(new Output(measure.expression(), measure.name()));
        var query =
                new Query(
                        measure.base(),
                        outputs,
                        conditions,
                        keys(groups),
                        orders(reading, groups, measure.expression()),
                        Optional.empty(),
                        false);
        return new Made(query, Wording.measured(joins, measure, groups, conditions));
    }

    /**
     * "Average quantity per order" is hardly of the single lines, and is not said to be of sums.
     */
    private static void averageOfSums(Reading reading, Measure measure) throws Unclear {
        boolean additive =
                measure.expression()
                                instanceof Expression.Combined(var kind, Expression.Of(var column))
                        && kind == Aggregate.AVERAGE
                        && (Naming.money(column) || Naming.units(column));
        boolean whole =
                reading.head
                        .filter(it -> it instanceof Noun.Money(_, var of) && of.isPresent())
                        .isPresent();
        if (additive && !whole && reading.groups.stream().anyMatch(it -> it instanceof Noun.Rows)) {
            throw new Unclear("it is not clear whether single rows or sums are averaged");
        }
    }

    List<Dimension> groups(Reading reading, Table base) throws Unclear {
        var groups = new ArrayList<Dimension>();
        for (var noun : reading.groups) {
            groups.add(dimensions.of(noun, base, reading));
        }
        return groups;
    }

    Dimension dimension(Noun noun, Table base, Reading reading) throws Unclear {
        return dimensions.of(noun, base, reading);
    }

    Restrictions restrictions() {
        return restrictions;
    }

    Measures measures() {
        return measures;
    }

    static List<Expression> keys(List<Dimension> groups) {
        var keys = new ArrayList<Expression>();
        for (var group : groups) {
            keys.addAll(group.keys());
            group.shown().forEach(it -> keys.add(it.expression()));
        }
        return keys.stream().distinct().toList();
    }

    /** Times in their order; else the largest first, equal ones by name and key. */
    static List<Order> orders(Reading reading, List<Dimension> groups, Expression measure) {
        if (groups.isEmpty()) {
            return List.of();
        }
        var orders = new ArrayList<Order>();
        var times = groups.stream().filter(Dimension::time).toList();
        for (var time : times) {
            boolean down = reading.basis.isEmpty() && reading.descending.orElse(false);
            time.shown().forEach(it -> orders.add(new Order(it.expression(), down)));
        }
        if (times.isEmpty() || times.size() < groups.size()) {
            orders.add(new Order(measure, reading.descending.orElse(true)));
        }
        groups.stream().filter(it -> !it.time()).forEach(it -> orders.addAll(ties(it)));
        return orders;
    }

    static List<Order> ties(Dimension dimension) {
        var ties = new ArrayList<Order>();
        dimension.shown().forEach(it -> ties.add(new Order(it.expression(), false)));
        dimension.keys().forEach(it -> ties.add(new Order(it, false)));
        return ties;
    }
}
