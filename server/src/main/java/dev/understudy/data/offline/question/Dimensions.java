package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Expression.In;
import dev.understudy.data.offline.question.Expression.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What results are divided by. */
final class Dimensions {
    /**
     * One of them.
     *
     * @param shown what stands in the result
     * @param keys what tells groups apart, beside what is shown: two of the same name stay two
     * @param words for people
     */
    record Dimension(List<Query.Output> shown, List<Expression> keys, boolean time, String words) {}

    private final Joins joins;
    private final Dates dates;
    private final Choice choice;

    Dimensions(Joins joins, Dates dates) {
        this.joins = joins;
        this.dates = dates;
        this.choice = new Choice(joins);
    }

    Dimension of(Noun noun, Table base, Reading reading) throws Unclear {
        return switch (noun) {
            case Noun.Rows(var table, _) -> rows(table, base);
            case Noun.Values values -> values(values, base, reading.near);
            case Noun.Time(var unit) -> time(unit, base, reading);
            case Noun.Money _, Noun.Units _, Noun.NumberOf _, Noun.Combined _ ->
                    throw new Unclear("a sum is nothing to group by");
        };
    }

    private Dimension time(TimeUnit unit, Table base, Reading reading) throws Unclear {
        var column = dates.of(base, reading.dates);
        var bucket = new In(unit, column);
        return new Dimension(
                List.of(new Query.Output(bucket, unit.word())),
                List.of(),
                true,
                "%s of %s".formatted(unit.word(), column.shown()));
    }

    private Dimension values(Noun.Values values, Table base, Optional<Table> near) throws Unclear {
        var column =
                choice.of(values.columns(), base, near)
                        .orElseThrow(() ->
                                new Unclear(
                                        "%s does not say which %s a row belongs to"
                                                .formatted(base.name().name(), values.said())));
        var labels = Naming.labels(column.table());
        if (labels.contains(column) && !Naming.key(column.table()).isEmpty()) {
            return rows(column.table(), base);
        }
        return new Dimension(
                List.of(new Query.Output(new Of(column), column.column().name())),
                List.of(),
                false,
                column.shown());
    }

    /** By the key, shown by the name. */
    private Dimension rows(Table table, Table base) throws Unclear {
        if (!joins.reaches(base, table)) {
            throw new Unclear(
                    joins.ways(base, table).several()
                            ? "%s and %s are tied in more than one way"
                                    .formatted(base.name().name(), table.name().name())
                            : "a row of %s does not belong to one of %s"
                                    .formatted(base.name().name(), table.name().name()));
        }
        var keys = Naming.key(table);
        if (keys.isEmpty()) {
            throw new Unclear(
                    "%s has no key to tell its rows apart".formatted(table.name().name()));
        }
        var labels = Naming.labels(table);
        var shown = new ArrayList<Query.Output>();
        for (var column : labels.isEmpty() ? keys : labels) {
            shown.add(new Query.Output(new Of(column), column.column().name()));
        }
        var others =
                keys.stream()
                        .filter(it -> labels.isEmpty() ? false : !labels.contains(it))
                        .map(it -> (Expression) new Of(it))
                        .toList();
        return new Dimension(shown, others, false, table.name().name());
    }
}
