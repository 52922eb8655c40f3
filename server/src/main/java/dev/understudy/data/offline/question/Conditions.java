package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Filter.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns what was said of rows into conditions on these rows, or on what they belong to. */
final class Conditions {
    private final Question question;
    private final Dates dates;
    private final Choice choice;

    Conditions(Question question, Joins joins, Dates dates) {
        this.question = question;
        this.dates = dates;
        this.choice = new Choice(joins);
    }

    /**
     * The condition where the rows of {@code base}, or what they belong to, decide; else none.
     *
     * @param aside whether it was said beside rows of another table
     */
    Optional<Condition> of(Filter filter, Table base, boolean aside, Reading reading)
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
                        .toLowerCase(Locale.ROOT))) {
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

    static String shown(Comparison comparison) {
        return comparison
                .upper()
                .map(it ->
                        "between "
                                + comparison.number().toPlainString()
                                + " and "
                                + it.toPlainString())
                .orElseGet(() -> comparison.operator() + " " + comparison.number().toPlainString());
    }
}
