package dev.understudy.agent.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds units by their names. What may mean several units ({@code ton}) gives all of them. */
final class Units {
    /** One letter means different things in the two cases ({@code k}, {@code K}); two rarely do. */
    private static final int SHORTEST_IN_ANY_CASE = 2;

    /** A longer text is no unit. */
    static final int LONGEST_NAME = 40;

    private static final int MOST_NEAREST = 5;

    private static final Map<String, Set<Unit>> BY_NAME = new HashMap<>();
    private static final Map<String, Set<Unit>> IN_ANY_CASE = new HashMap<>();

    static {
        for (var dimension : Dimension.values()) {
            UnitTable.of(dimension).lines().forEach(line -> add(dimension, line));
        }
    }

    private Units() {}

    private static void add(Dimension dimension, String line) {
        var cells = line.split("\\|", -1);
        var names = Arrays.stream(cells[0].split(",", -1)).map(String::strip).toList();
        var factor = cells[1].strip();
        var offset = cells.length > 2 ? cells[2].strip() : "0";
        boolean reciprocal = factor.startsWith("÷");
        var unit =
                new Unit(
                        names.getFirst(),
                        dimension,
                        reciprocal ? factor.substring(1).strip() : factor,
                        offset,
                        reciprocal);
        for (var name : names) {
            BY_NAME.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(unit);
            IN_ANY_CASE
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new LinkedHashSet<>())
                    .add(unit);
        }
    }

    /** All units that the name may mean, in singular or plural; none where nobody knows it. */
    static List<Unit> named(String written) {
        var name = normal(written);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return List.of();
        }
        return singulars(name)
                .map(Units::exactOrInAnyCase)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Unit> exactOrInAnyCase(String name) {
        var exact = BY_NAME.getOrDefault(name, Set.of());
        if (!exact.isEmpty() || name.length() < SHORTEST_IN_ANY_CASE) {
            return List.copyOf(exact);
        }
        return List.copyOf(IN_ANY_CASE.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()));
    }

    private static String normal(String written) {
        return written.strip()
                .replaceAll("\\s+", " ")
                .replace('μ', 'µ')
                .replace("²", "2")
                .replace("³", "3")
                .replace("^", "");
    }

    /** As written first: {@code gas} is no plural of gallons, {@code ms} none of metres. */
    private static Stream<String> singulars(String name) {
        var forms = new ArrayList<>(List.of(name));
        if (name.length() > SHORTEST_IN_ANY_CASE) {
            Stream.of("s", "es")
                    .filter(name::endsWith)
                    .map(ending -> name.substring(0, name.length() - ending.length()))
                    .forEach(forms::add);
        }
        return forms.stream();
    }

    /** Known names that were perhaps meant, the nearest first. */
    static List<String> nearest(String written) {
        var name = normal(written).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return List.of();
        }
        return nearest(name, IN_ANY_CASE.keySet());
    }

    private static List<String> nearest(String name, Collection<String> known) {
        int most = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(it -> it.length() > 1 && changes(name, it) <= most)
                .sorted(
                        Comparator.comparingInt((String it) -> changes(name, it))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAREST)
                .toList();
    }

    /** Insertions, deletions and replacements that turn one text into the other. */
    private static int changes(String from, String to) {
        var before = new int[to.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[to.length()];
    }
}
