package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import dev.understudy.data.offline.question.Dimensions.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in plain words what a query computes, with what it takes for granted. */
final class Wording {
    private Wording() {}

    static String where(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : ", where "
                        + conditions.stream()
                                .map(Condition::words)
                                .collect(Collectors.joining(" and "));
    }

    static String measured(
            Joins joins, Measure measure, List<Dimension> groups, List<Condition> conditions) {
        var by =
                groups.isEmpty()
                        ? ""
                        : " by "
                                + groups.stream()
                                        .map(Dimension::words)
                                        .collect(Collectors.joining(" and "));
        return measure.words() + by + where(conditions) + everything(joins, measure, conditions);
    }

    static String ranked(
            Joins joins,
            Measure measure,
            Dimension dimension,
            List<Condition> conditions,
            Optional<Integer> limit,
            boolean descending) {
        return "%s%s, ranked by %s, %s first%s%s"
                .formatted(
                        limit.map(it -> "the first " + it + " of ").orElse(""),
                        dimension.words(),
                        measure.words(),
                        descending ? "highest" : "lowest",
                        where(conditions),
                        everything(joins, measure, conditions));
    }

    static String share(Table table, List<Condition> counted, List<Condition> whole) {
        return "how many percent of %s%s are those%s"
                .formatted(table.name().name(), where(whole), where(counted));
    }

    /** What did not come about counts too, unless the question says otherwise. */
    private static String everything(Joins joins, Measure measure, List<Condition> conditions) {
        var reached = new ArrayList<Table>();
        reached.add(measure.base());
        measure.base()
                .foreignKeys()
                .forEach(key ->
                        joins.tables().stream()
                                .filter(it -> it.name().equals(key.target()))
                                .forEach(reached::add));
        return reached.stream()
                .flatMap(it -> Restrictions.unasked(it, conditions).stream())
                .map(it -> "; all rows count, whatever their " + it.shown())
                .distinct()
                .collect(Collectors.joining());
    }
}
