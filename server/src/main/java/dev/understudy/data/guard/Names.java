package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How names are compared, shown, and found when they are misspelt. */
final class Names {
    /** Enough to recognise the place, short enough for a message. */
    private static final int EXCERPT = 24;

    /** More suggestions would only confuse. */
    private static final int SUGGESTIONS = 3;

    private Names() {}

    static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static boolean isQuoted(String name) {
        return name.length() >= 2 && "\"`[".indexOf(name.charAt(0)) >= 0;
    }

    /** The name without its quotes; the lexer has seen to it that there are none inside. */
    static String unquoted(String name) {
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
    }

    /** Whether unquoted names are the same in any case of letters: they mean the lower one. */
    static boolean folds(Dialect dialect) {
        return dialect == Dialect.DUCKDB || dialect == Dialect.POSTGRESQL;
    }

    /** What a name means: quoted ones mean what they say. */
    static String folded(String name, Dialect dialect) {
        return isQuoted(name) ? unquoted(name) : folds(dialect) ? lower(name) : name;
    }

    /** What stands at that place, on one line. */
    static String excerpt(String text, int at) {
        var end = Math.min(text.length(), at + EXCERPT);
        return text.substring(Math.min(at, end), end).replaceAll("\\s+", " ");
    }

    /** The names that were perhaps meant, the nearest first. */
    static List<String> nearest(String written, Collection<String> known) {
        var wanted = lower(written);
        return known.stream()
                .filter(it -> isNear(wanted, lower(it)))
                .sorted(
                        Comparator.comparingInt((String it) -> distance(wanted, lower(it)))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static boolean isNear(String wanted, String name) {
        var bare = name.substring(name.lastIndexOf('.') + 1);
        var written = wanted.substring(wanted.lastIndexOf('.') + 1);
        if (written.length() >= 4 && bare.length() >= 4)
            if (bare.contains(written) || written.contains(bare)) return true;
        return distance(written, bare)
                <= Math.max(1, Math.min(written.length(), bare.length()) / 3);
    }

    /** How many letters must be added, left out or replaced. */
    static int distance(String from, String to) {
        var costs = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) costs[j] = j;
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = costs[0];
            costs[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
