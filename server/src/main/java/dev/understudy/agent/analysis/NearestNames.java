package dev.understudy.agent.analysis;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that were perhaps meant. Pure. */
final class NearestNames {
    private static final int MOST = 3;

    /** Longer ones are compared by their beginnings. */
    private static final int MOST_CHARS = 64;

    private record Scored(String name, double distance) {}

    private NearestNames() {}

    /** At most three, the nearest first; none where nothing is near. */
    static List<String> to(String wanted, Collection<String> names) {
        var plain = plain(wanted);
        if (plain.isEmpty()) {
            return List.of();
        }
        return names.stream()
                .distinct()
                .map(it -> new Scored(it, distance(plain, plain(it))))
                .filter(it -> it.distance() <= 0.5)
                .sorted(Comparator.comparingDouble(Scored::distance).thenComparing(Scored::name))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    private static String plain(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return plain.substring(0, Math.min(plain.length(), MOST_CHARS));
    }

    /** 0 for the same, 1 for nothing in common; a name within the other one is near. */
    private static double distance(String wanted, String name) {
        if (name.isEmpty()) {
            return 1;
        }
        int longer = Math.max(wanted.length(), name.length());
        int shorter = Math.min(wanted.length(), name.length());
        if (shorter >= 3 && (wanted.contains(name) || name.contains(wanted))) {
            return 0.4 * (longer - shorter) / longer;
        }
        return (double) edits(wanted, name) / longer;
    }

    /** Letters put in, left out or exchanged, to make one of the other. */
    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        Arrays.setAll(row, it -> it);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
