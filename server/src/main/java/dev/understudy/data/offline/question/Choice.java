package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Which of several columns is meant, seen from a table: never a guess among equals. */
final class Choice {
    private final Joins joins;

    Choice(Joins joins) {
        this.joins = joins;
    }

    /**
     * The column of the table that was named last, else of {@code base}, else the nearest that its
     * rows belong to; none where no way leads there.
     */
    Optional<ColumnRef> of(List<ColumnRef> columns, Table base, Optional<Table> near)
            throws Unclear {
        var reached = columns.stream().filter(it -> joins.reaches(base, it.table())).toList();
        var beside =
                reached.stream().filter(it -> near.filter(it.table()::equals).isPresent()).toList();
        if (!beside.isEmpty()) {
            return Optional.of(only(beside));
        }
        ToIntFunction<ColumnRef> distance = it -> joins.distance(base, it.table());
        var least = reached.stream().mapToInt(distance).min();
        if (least.isEmpty()) {
            var several = columns.stream().anyMatch(it -> joins.ways(base, it.table()).several());
            if (several) {
                throw new Unclear(
                        "%s and %s are tied in more than one way"
                                .formatted(
                                        base.name().name(),
                                        columns.getFirst().table().name().name()));
            }
            return Optional.empty();
        }
        return Optional.of(
                only(
                        reached.stream()
                                .filter(it -> distance.applyAsInt(it) == least.getAsInt())
                                .toList()));
    }

    static ColumnRef only(List<ColumnRef> columns) throws Unclear {
        if (columns.size() != 1) {
            throw new Unclear(
                    "it is not clear which is meant: "
                            + columns.stream()
                                    .map(ColumnRef::shown)
                                    .collect(Collectors.joining(" or ")));
        }
        return columns.getFirst();
    }
}
