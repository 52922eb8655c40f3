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
            Measure measure, List<Dimension> groups, List<Condition> conditions, Reading reading) {
        var by =
                groups.isEmpty()
                        ? ""
                        : " by "
                                + groups.stream()
                                        .map(Dimension::words)
                                        .collect(Collectors.joining(" and "));
        return measure.words() + by + where(conditions) + everything(measure, conditions);
    }

    static String ranked(
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
                        everything(measure, conditions));
    }

    static String share(Table table, List<Condition> counted, List<Condition> whole) {
        return "how many percent of %s%s are those%s"
                .formatted(table.name().name(), where(whole), where(counted));
    }

    /** What did not come about counts too, unless the question says otherwise. */
    private static String everything(Measure measure, List<Condition> conditions) {
        var assumed = new ArrayList<String>();
        Restrictions.unasked(measure.base(), conditions)
                .ifPresent(it ->
                        assumed.add("; all rows count, whatever their " + it.column().name()));
        return String.join("", assumed);
    }
}
