package dev.understudy.data.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Orders a catalogue's tables by how well they fit a question: those it names by their names, their
 * columns, comments or values; then those that are needed to join them; then what touches them;
 * then the rest. Pure; the same question and catalogue give the same order.
 */
public final class CatalogueRanking {
    /** Tables that a question can be about; their join paths come with them. */
    private static final int MOST_RELEVANT = 8;

    /** The share of the best table's points that a relevant one has. */
    private static final double RELEVANT = 0.3;

    /**
     * All tables of a catalogue in order.
     *
     * @param relevant how many of the first ones the question needs; 0 when it names none
     */
    public record Ranked(List<Table> tables, int relevant) {
        public Ranked {
            tables = List.copyOf(tables);
        }
    }

    private CatalogueRanking() {}

    /** Ranks; with a question that names nothing the largest tables come first. */
    public static Ranked rank(String question, Catalogue catalogue) {
        Map<TableName, Double> points = points(QuestionWords.of(question), catalogue);
        List<Table> byPoints = sorted(catalogue.tables(), points);
        Set<TableName> relevant = withJoins(relevant(byPoints, points), catalogue);
        var paths = new JoinPaths(catalogue.tables());
        var order = new LinkedHashSet<>(relevant);
        byPoints.stream()
                .map(Table::name)
                .filter(name -> paths.of(name).stream().anyMatch(relevant::contains))
                .forEach(order::add);
        byPoints.forEach(table -> order.add(table.name()));
        return new Ranked(named(order, catalogue), relevant.size());
    }

    private static Map<TableName, Double> points(Set<String> question, Catalogue catalogue) {
        List<TableWords> words = catalogue.tables().stream().map(TableWords::of).toList();
        Map<String, Double> weights =
                question.stream()
                        .collect(Collectors.toMap(word -> word, word -> weight(word, words)));
        ToDoubleFunction<TableWords> sum =
                table ->
                        table.valuesIn(question)
                                + question.stream()
                                        .mapToDouble(word ->
                                                weights.getOrDefault(word, 0.0) * table.fit(word))
                                        .sum();
        var points = new HashMap<TableName, Double>();
        words.forEach(table -> points.put(table.table().name(), sum.applyAsDouble(table)));
        return points;
    }

    /** A word that half of the tables have says little about any of them. */
    private static double weight(String word, List<TableWords> tables) {
        long having = tables.stream().filter(table -> table.names(word)).count();
        return Math.log(1 + (double) tables.size() / Math.max(1, having));
    }

    private static List<Table> sorted(List<Table> tables, Map<TableName, Double> points) {
        Comparator<Table> best =
                Comparator.comparingDouble(table -> -points.getOrDefault(table.name(), 0.0));
        Comparator<Table> largest = Comparator.comparingLong(table -> -table.rows().orElse(0));
        return tables.stream()
                .sorted(best.thenComparing(largest).thenComparing(table -> table.name().toString()))
                .toList();
    }

    private static List<TableName> relevant(List<Table> sorted, Map<TableName, Double> points) {
        if (sorted.isEmpty()) {
            return List.of();
        }
        double most = points.getOrDefault(sorted.getFirst().name(), 0.0);
        return sorted.stream()
                .map(Table::name)
                .filter(name -> points.getOrDefault(name, 0.0) > 0)
                .filter(name -> points.getOrDefault(name, 0.0) >= RELEVANT * most)
                .limit(MOST_RELEVANT)
                .toList();
    }

    /** The tables, each followed by those that join it to the ones before. */
    private static Set<TableName> withJoins(List<TableName> relevant, Catalogue catalogue) {
        var paths = new JoinPaths(catalogue.tables());
        var joined = new LinkedHashSet<TableName>();
        for (TableName table : relevant) {
            List<TableName> before = List.copyOf(joined);
            joined.add(table);
            before.forEach(other -> joined.addAll(paths.between(other, table)));
        }
        return joined;
    }

    private static List<Table> named(Set<TableName> order, Catalogue catalogue) {
        Map<TableName, Table> byName = new HashMap<>();
        catalogue.tables().forEach(table -> byName.putIfAbsent(table.name(), table));
        var tables = new ArrayList<Table>();
        for (TableName name : order) {
            Table table = byName.get(name);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }
}
