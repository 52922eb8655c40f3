package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of several columns is meant, seen from a table: never a guess among equals. */
final class Choice {
    private final Joins joins;

    Choice(Joins joins) {
        this.joins = joins;
    }

    /**
     * The column of the table that was named last, else of {@code base}, else the only one that its
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
        var own = reached.stream().filter(it -> it.table().equals(base)).toList();
        if (!own.isEmpty()) {
            return Optional.of(only(own));
        }
        if (!reached.isEmpty()) {
            return Optional.of(only(reached));
        }
        if (columns.stream().anyMatch(it -> joins.ways(base, it.table()).several())) {
            throw new Unclear(
                    "%s and %s are tied in more than one way"
                            .formatted(
                                    base.name().name(), columns.getFirst().table().name().name()));
        }
        return Optional.empty();
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
