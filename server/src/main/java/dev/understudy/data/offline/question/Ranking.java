package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Dimensions.Dimension;
import dev.understudy.data.offline.question.Expression.Belonging;
import dev.understudy.data.offline.question.Query.Order;
import dev.understudy.data.offline.question.Query.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Questions for what comes first: "top 5 customers", "the cheapest product". */
final class Ranking {
    /** How many are shown where several are asked for and no number is said. */
    static final int USUAL = 10;

    private final Joins joins;
    private final Meaning meaning;
    private final Listing listing;

    Ranking(Joins joins, Meaning meaning, Listing listing) {
        this.joins = joins;
        this.meaning = meaning;
        this.listing = listing;
    }

    Meaning.Made of(Reading reading, Noun head) throws Unclear {
        var said = reading.rank.flatMap(Rank::basis);
        if (reading.aggregate.isPresent()
                || head.metric()
                || !reading.groups.isEmpty()
                || (said.isPresent() && reading.basis.isPresent() && !said.equals(reading.basis))) {
            throw new Unclear("it is not clear what is ranked by what");
        }
        var basis = said.isPresent() ? said : reading.basis;
        return head instanceof Noun.Rows(var table, _)
                ? rows(reading, table, basis)
                : measured(reading, head, basis(reading, basis));
    }

    private static Noun basis(Reading reading, Optional<Noun> basis) throws Unclear {
        boolean money = reading.rank.filter(it -> it.kind() == Rank.Kind.MEASURE).isPresent();
        if (basis.isEmpty() && !money) {
            throw new Unclear("it is not said by what they are ranked");
        }
        return basis.orElseGet(() -> money("revenue"));
    }

    private static Noun money(String said) {
        return new Noun.Money(said, Optional.empty());
    }

    private Meaning.Made rows(Reading reading, Table table, Optional<Noun> basis) throws Unclear {
        var kind = reading.rank.map(Rank::kind).orElse(Rank.Kind.MEASURE);
        if (basis.isPresent() && kind != Rank.Kind.MEASURE && kind != Rank.Kind.BIG) {
            throw new Unclear("it is not clear what is ranked by what");
        }
        return switch (kind) {
            case PRICE -> own(reading, table, Naming::price, "price");
            case PAY -> own(reading, table, Naming::pay, "pay");
            case UNITS -> units(reading, table);
            case DATE -> listed(reading, table, listing.date(table, reading));
            case TURN -> listed(reading, table, listing.day(table, reading));
            case AGE -> {
                var births = columns(table, Naming::birth);
                if (births.isEmpty() && descending(reading, true)) {
                    throw new Unclear("%s has no date of birth".formatted(table.name().name()));
                }
                yield listed(
                        reading,
                        table,
                        births.isEmpty() ? listing.day(table, reading) : Choice.only(births));
            }
            case BIG -> big(reading, table, basis);
            case MEASURE ->
                    basis.isPresent()
                            ? based(reading, table, basis.get())
                            : byMoney(reading, table);
        };
    }

    /** "Largest" says of itself what is compared only where rows have money of their own. */
    private Meaning.Made big(Reading reading, Table table, Optional<Noun> basis) throws Unclear {
        if (basis.isPresent()) {
            return based(reading, table, basis.get());
        }
        return own(reading, table, Naming::money, "amount of its own to compare");
    }

    private Meaning.Made units(Reading reading, Table table) throws Unclear {
        return measured(reading, new Noun.Rows(table, plural(reading)), new Noun.Units());
    }

    private Meaning.Made own(Reading reading, Table table, Predicate<ColumnRef> test, String what)
            throws Unclear {
        var columns = columns(table, test);
        if (columns.isEmpty()) {
            throw new Unclear("%s has no %s".formatted(table.name().name(), what));
        }
        return listed(reading, table, Choice.only(columns));
    }

    private Meaning.Made listed(Reading reading, Table table, ColumnRef by) throws Unclear {
        return listing.ranked(reading, table, by, descending(reading, false), limit(reading));
    }

    private Meaning.Made byMoney(Reading reading, Table table) throws Unclear {
        var own = columns(table, Naming::money);
        return own.isEmpty()
                ? measured(reading, new Noun.Rows(table, plural(reading)), money("revenue"))
                : listed(reading, table, Choice.only(own));
    }

    private Meaning.Made based(Reading reading, Table table, Noun basis) throws Unclear {
        return switch (basis) {
            case Noun.Money(_, var of) -> {
                var own =
                        of.filter(it -> !it.equals(table)).isPresent()
                                ? List.<ColumnRef>of()
                                : columns(table, Naming::money);
                yield own.isEmpty()
                        ? measured(reading, new Noun.Rows(table, plural(reading)), basis)
                        : listed(reading, table, Choice.only(own));
            }
            case Noun.Values(var columns, _, _) -> {
                var own = new Choice(joins).of(columns, table, Optional.of(table));
                yield own.isPresent()
                        ? listed(reading, table, own.get())
                        : measured(reading, new Noun.Rows(table, plural(reading)), basis);
            }
            case Noun.Rows _, Noun.Time _ ->
                    throw new Unclear("it is not clear what is ranked by what");
            case Noun.Units _, Noun.NumberOf _, Noun.Combined _ ->
                    measured(reading, new Noun.Rows(table, plural(reading)), basis);
        };
    }

    private static List<ColumnRef> columns(Table table, Predicate<ColumnRef> test) {
        return table.columns().stream().map(it -> new ColumnRef(table, it)).filter(test).toList();
    }

    private Meaning.Made measured(Reading reading, Noun head, Noun basis) throws Unclear {
        return meaning.best(
                meaning.measures().of(Optional.empty(), basis),
                reading,
                it -> measured(reading, head, it));
    }

    private Meaning.Made measured(Reading reading, Noun head, Measure measure) throws Unclear {
        var dimension = meaning.dimension(head, measure.base(), reading);
        if (!descending(reading, true) && head instanceof Noun.Rows(var table, _)) {
            return withNothing(reading, table, dimension, measure);
        }
        var conditions = meaning.restrictions().of(reading, measure.base(), false).all();
        var outputs = new ArrayList<>(dimension.shown());
        outputs.add(new Output(measure.expression(), measure.name()));
        var query =
                new Query(
                        measure.base(),
                        outputs,
                        conditions,
                        Meaning.keys(List.of(dimension)),
                        orders(reading, dimension, measure.expression()),
                        limit(reading),
                        false);
        return new Meaning.Made(
                query,
                Wording.ranked(
                        joins,
                        measure,
                        dimension,
                        conditions,
                        limit(reading),
                        descending(reading, true)));
    }

    /** The lowest first: those that have nothing at all come before all others. */
    private Meaning.Made withNothing(
            Reading reading, Table table, Dimension dimension, Measure measure) throws Unclear {
        if (measure.base().equals(table) || !summed(measure.expression())) {
            throw new Unclear("it is not clear where those without any belong");
        }
        var way =
                joins.ways(measure.base(), table)
                        .only()
                        .orElseThrow(() -> new Unclear("there is no single way"));
        var inner = new ArrayList<Condition>();
        var outer = new ArrayList<Condition>();
        for (var condition : meaning.restrictions().of(reading, measure.base(), false).all()) {
            var tables = new java.util.LinkedHashSet<Table>();
            Columns.collect(condition, tables);
            (tables.stream().allMatch(it -> joins.reaches(table, it)) ? outer : inner)
                    .add(condition);
        }
        var belonging =
                new Belonging(new Related(measure.base(), way, inner), measure.expression());
        var outputs = new ArrayList<>(dimension.shown());
        outputs.add(new Output(belonging, measure.name()));
        var query =
                new Query(
                        table,
                        outputs,
                        outer,
                        List.of(),
                        orders(reading, dimension, belonging),
                        limit(reading),
                        false);
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return new Meaning.Made(
                query,
                Wording.ranked(joins, measure, dimension, all, limit(reading), false)
                        + "; those without any count as 0");
    }

    private static boolean summed(Expression expression) {
        return switch (expression) {
            case Expression.Combined(var aggregate, _) -> aggregate == Aggregate.SUM;
            case Expression.CountRows() -> true;
            case Expression.CountDistinct _ -> true;
            case Expression.Of _,
                    Expression.In _,
                    Expression.Times _,
                    Expression.ShareOfAll _,
                    Expression.ShareWhere _,
                    Belonging _ ->
                    false;
        };
    }

    private static List<Order> orders(Reading reading, Dimension dimension, Expression measure) {
        var orders = new ArrayList<Order>();
        orders.add(new Order(measure, descending(reading, true)));
        orders.addAll(Meaning.ties(dimension));
        return orders;
    }

    private static boolean descending(Reading reading, boolean otherwise) {
        return reading.rank
                .map(Rank::descending)
                .orElseGet(() -> reading.descending.orElse(otherwise));
    }

    private static boolean plural(Reading reading) {
        return switch (reading.head.orElse(new Noun.Units())) {
            case Noun.Rows(_, var plural) -> plural;
            case Noun.Values(_, _, var plural) -> plural;
            case Noun.Money _, Noun.Units _, Noun.NumberOf _, Noun.Combined _, Noun.Time _ -> false;
        };
    }

    private static Optional<Integer> limit(Reading reading) {
        return reading.rank.map(
                it -> it.limit().or(() -> reading.number).orElse(plural(reading) ? USUAL : 1));
    }
}
