package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Expression.Combined;
import dev.understudy.data.offline.question.Expression.CountDistinct;
import dev.understudy.data.offline.question.Expression.CountRows;
import dev.understudy.data.offline.question.Expression.Of;
import dev.understudy.data.offline.question.Expression.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a noun can be computed from. "Revenue" and its like are the sum of a column that is named
 * for money; where a table has none, of quantity times unit price. Of several that fit, the one
 * whose rows the others belong to is taken (orders.total before order_items.amount): it is the same
 * money, with the fewest joins.
 */
final class Measures {
    private final Joins joins;
    private final List<ColumnRef> columns = new ArrayList<>();

    Measures(Joins joins) {
        this.joins = joins;
        for (var table : joins.tables()) {
            table.columns().forEach(it -> columns.add(new ColumnRef(table, it)));
        }
    }

    /** All that the noun can mean; the caller keeps what suits its groups and filters. */
    List<Measure> of(Optional<Aggregate> aggregate, Noun noun) throws Unclear {
        return switch (noun) {
            case Noun.Rows(var table, _) -> List.of(rows(aggregate, table));
            case Noun.NumberOf(var table) -> List.of(count(table));
            case Noun.Money money -> money(aggregate, money);
            case Noun.Units() -> units(aggregate);
            case Noun.Combined(var inner, var of) -> {
                if (aggregate.isPresent()) {
                    throw new Unclear("two computations are named, one of the other");
                }
                yield of(Optional.of(inner), of);
            }
            case Noun.Values values -> values(aggregate, values);
            case Noun.Time(var unit) ->
                    throw new Unclear("%ss cannot be counted or summed up".formatted(unit.word()));
        };
    }

    private static Measure rows(Optional<Aggregate> aggregate, Table table) throws Unclear {
        return switch (aggregate.orElse(Aggregate.COUNT)) {
            case COUNT, SHARE -> count(table);
            case SUM -> {
                boolean amounts =
                        table.columns().stream()
                                .map(it -> new ColumnRef(table, it))
                                .anyMatch(it ->
                                        it.column().type().numeric() && !Naming.identifies(it));
                if (amounts) {
                    throw new Unclear(
                            "it is not said whether %s are counted or summed up"
                                    .formatted(table.name().name()));
                }
                yield count(table);
            }
            case AVERAGE, MINIMUM, MAXIMUM ->
                    throw new Unclear(
                            "it is not said what of %s is meant".formatted(table.name().name()));
        };
    }

    static Measure count(Table table) {
        var name = String.join("_", Stem.ofName(table.name().name())) + "_count";
        return new Measure(table, new CountRows(), name, "the number of " + table.name().name());
    }

    private List<Measure> values(Optional<Aggregate> aggregate, Noun.Values values) throws Unclear {
        var measures = new ArrayList<Measure>();
        for (var column : values.columns()) {
            measure(aggregate, values, column).ifPresent(measures::add);
        }
        if (measures.isEmpty()) {
            throw new Unclear("%s cannot be computed with".formatted(values.said()));
        }
        return measures;
    }

    private static Optional<Measure> measure(
            Optional<Aggregate> aggregate, Noun.Values values, ColumnRef column) throws Unclear {
        if (aggregate.isEmpty() && values.metric()) {
            if (!Naming.money(column) && !Naming.units(column)) {
                throw new Unclear(
                        "it is not said what of %s is meant: sum, average, highest?"
                                .formatted(values.said()));
            }
            return Optional.of(combined(Aggregate.SUM, column));
        }
        return switch (aggregate.orElse(Aggregate.COUNT)) {
            case COUNT -> Optional.of(distinct(column));
            case SUM, AVERAGE, SHARE ->
                    values.metric()
                            ? Optional.of(
                                    combined(
                                            aggregate.get() == Aggregate.SHARE
                                                    ? Aggregate.SUM
                                                    : aggregate.get(),
                                            column))
                            : Optional.empty();
            case MINIMUM, MAXIMUM ->
                    values.metric() || column.column().type().dated()
                            ? Optional.of(combined(aggregate.get(), column))
                            : Optional.empty();
        };
    }

    private static Measure distinct(ColumnRef column) {
        return new Measure(
                column.table(),
                new CountDistinct(column),
                column.column().name().toLowerCase(Locale.ROOT) + "_count",
                "the number of different " + column.shown());
    }

    private static Measure combined(Aggregate aggregate, ColumnRef column) {
        return new Measure(
                column.table(),
                new Combined(aggregate, new Of(column)),
                prefix(aggregate) + column.column().name().toLowerCase(Locale.ROOT),
                aggregate.words() + " " + column.shown());
    }

    private static String prefix(Aggregate aggregate) {
        return switch (aggregate) {
            case AVERAGE -> "average_";
            case MINIMUM -> "lowest_";
            case MAXIMUM -> "highest_";
            case SUM, SHARE, COUNT -> "sum_of_";
        };
    }

    private List<Measure> units(Optional<Aggregate> aggregate) throws Unclear {
        var found = columns.stream().filter(Naming::units).toList();
        if (found.isEmpty()) {
            throw new Unclear("no column holds a quantity");
        }
        var kind =
                aggregate
                        .filter(it -> it != Aggregate.COUNT && it != Aggregate.SHARE)
                        .orElse(Aggregate.SUM);
        return found.stream().map(it -> combined(kind, it)).toList();
    }

    private List<Measure> money(Optional<Aggregate> aggregate, Noun.Money money) throws Unclear {
        var kind =
                aggregate
                        .filter(it -> it != Aggregate.COUNT && it != Aggregate.SHARE)
                        .orElse(Aggregate.SUM);
        if (kind != Aggregate.SUM && money.of().isEmpty()) {
            throw new Unclear(
                    "it is not said of what the %s is %s".formatted(money.said(), kind.words()));
        }
        var measures =
                new ArrayList<>(
                        columns.stream()
                                .filter(Naming::money)
                                .filter(it -> suits(it.table(), money))
                                .map(it -> combined(kind, it))
                                .toList());
        for (var table : joins.tables()) {
            boolean own = measures.stream().anyMatch(it -> it.base().equals(table));
            if (!own && suits(table, money) && kind == Aggregate.SUM) {
                times(table).ifPresent(measures::add);
            }
        }
        if (measures.isEmpty()) {
            throw new Unclear("no column holds what %s could be".formatted(money.said()));
        }
        return named(measures, money.said());
    }

    private static boolean suits(Table table, Noun.Money money) {
        return money.of()
                .map(it -> it.name().equals(table.name()))
                .orElseGet(() -> !Naming.outgoing(table));
    }

    private static Optional<Measure> times(Table table) {
        var all = table.columns().stream().map(it -> new ColumnRef(table, it)).toList();
        var units = all.stream().filter(Naming::units).toList();
        var prices = all.stream().filter(Naming::price).toList();
        if (units.size() != 1 || prices.size() != 1) {
            return Optional.empty();
        }
        var product = new Times(units.getFirst(), prices.getFirst());
        return Optional.of(
                new Measure(
                        table,
                        new Combined(Aggregate.SUM, product),
                        "sum_of_amounts",
                        "the sum of %s times %s"
                                .formatted(units.getFirst().shown(), prices.getFirst().shown())));
    }

    /** Columns that have the very word in their name, where there are such. */
    private static List<Measure> named(List<Measure> measures, String said) {
        var words = Stem.ofName(said);
        var exact =
                measures.stream()
                        .filter(it ->
                                it.expression() instanceof Combined(_, Of(var column))
                                        && column.ownWords().stream().anyMatch(words::contains))
                        .toList();
        return exact.isEmpty() ? measures : exact;
    }

    /** The coarsest of measures that all suit; none where it is not the same money. */
    Optional<Measure> coarsest(List<Measure> measures) {
        var distinct = measures.stream().distinct().toList();
        return distinct.stream()
                .filter(one ->
                        distinct.stream()
                                .allMatch(other ->
                                        other.equals(one)
                                                || (!other.base().equals(one.base())
                                                        && joins.reaches(
                                                                other.base(), one.base()))))
                .findFirst();
    }
}
