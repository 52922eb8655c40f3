package dev.understudy.data.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of a catalogue, joined by their foreign keys in both directions. Immutable. */
final class JoinPaths {
    /** Tables between two others; a longer way is hardly what a question means. */
    private static final int MOST_BETWEEN = 3;

    private final Map<TableName, Set<TableName>> neighbours = new HashMap<>();

    JoinPaths(Collection<Table> tables) {
        for (Table table : tables) {
            neighbours.computeIfAbsent(table.name(), it -> new LinkedHashSet<>());
            for (ForeignKey key : table.foreignKeys()) {
                connect(table.name(), key.target());
                connect(key.target(), table.name());
            }
        }
    }

    private void connect(TableName from, TableName to) {
        neighbours.computeIfAbsent(from, it -> new LinkedHashSet<>()).add(to);
    }

    /** Tables that are one join away. */
    Set<TableName> of(TableName table) {
        return neighbours.getOrDefault(table, Set.of());
    }

    /**
     * The tables between two, on a shortest way; empty where they touch or none is short enough.
     */
    List<TableName> between(TableName from, TableName to) {
        var cameFrom = new HashMap<TableName, TableName>();
        cameFrom.put(from, from);
        var next = new ArrayDeque<TableName>(List.of(from));
        while (!next.isEmpty() && !cameFrom.containsKey(to)) {
            TableName here = next.remove();
            for (TableName neighbour : of(here)) {
                if (cameFrom.putIfAbsent(neighbour, here) == null) {
                    next.add(neighbour);
                }
            }
        }
        List<TableName> way = way(cameFrom, from, to);
        return way.size() > MOST_BETWEEN ? List.of() : way;
    }

    private static List<TableName> way(
            Map<TableName, TableName> cameFrom, TableName from, TableName to) {
        var way = new ArrayList<TableName>();
        TableName here = cameFrom.getOrDefault(to, from);
        while (!here.equals(from)) {
            way.addFirst(here);
            here = cameFrom.getOrDefault(here, from);
        }
        return way;
    }
}
