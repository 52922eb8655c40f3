package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ways along foreign keys from a table to what each of its rows belongs to. A way never leads from
 * one row to many, so that nothing is counted twice.
 */
final class Joins {
    /** More foreign keys than this one after the other are no way that a question means. */
    private static final int LONGEST = 6;

    /** One foreign key, followed from the row that has it to the one row it names. */
    record Step(Table from, ForeignKey key, Table to) {
        boolean optional() {
            return key.columns().stream()
                    .anyMatch(it -> from.column(it).map(found -> found.nullable()).orElse(true));
        }
    }

    /** The ways of the shortest length: none, the one, or several. */
    record Ways(List<List<Step>> shortest) {
        Optional<List<Step>> only() {
            return shortest.size() == 1 ? Optional.of(shortest.getFirst()) : Optional.empty();
        }

        boolean several() {
            return shortest.size() > 1;
        }
    }

    private final Map<TableName, Table> tables = new HashMap<>();
    private final List<Table> all;

    Joins(Catalogue catalogue) {
        all = catalogue.tables();
        all.forEach(it -> tables.put(it.name(), it));
    }

    List<Table> tables() {
        return all;
    }

    Ways ways(Table from, Table to) {
        if (from.name().equals(to.name())) {
            return new Ways(List.of(List.of()));
        }
        List<List<Step>> ends = List.of(List.of());
        for (var length = 1; length <= LONGEST; length++) {
            var longer = new ArrayList<List<Step>>();
            for (var way : ends) {
                extend(way, way.isEmpty() ? from : way.getLast().to(), from, longer);
            }
            var arrived =
                    longer.stream()
                            .filter(it -> it.getLast().to().name().equals(to.name()))
                            .toList();
            if (!arrived.isEmpty()) {
                return new Ways(arrived);
            }
            ends = longer;
        }
        return new Ways(List.of());
    }

    private void extend(List<Step> way, Table end, Table start, List<List<Step>> longer) {
        for (var key : end.foreignKeys()) {
            var target = tables.get(key.target());
            if (target == null || seen(target, way, start) || longer.size() >= 200) {
                continue;
            }
            var next = new ArrayList<>(way);
            next.add(new Step(end, key, target));
            longer.add(List.copyOf(next));
        }
    }

    private static boolean seen(Table table, List<Step> way, Table start) {
        return table.name().equals(start.name())
                || way.stream().anyMatch(it -> it.to().name().equals(table.name()));
    }

    boolean reaches(Table from, Table to) {
        return ways(from, to).only().isPresent();
    }

    int distance(Table from, Table to) {
        return ways(from, to).only().map(List::size).orElse(Integer.MAX_VALUE);
    }
}
