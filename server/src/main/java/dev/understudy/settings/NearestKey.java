package dev.understudy.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known key that somebody probably meant. */
final class NearestKey {
    private static final int LONGEST = 64;
    private static final int SHORTEST_BEGINNING = 4;

    private NearestKey() {}

    /** {@code "; did you mean X?"}, or nothing when no known key is near. */
    static String hint(String unknown, Collection<String> known) {
        return of(unknown, known).map("; did you mean %s?"::formatted).orElse("");
    }

    /**
     * The known key with the fewest insertions, deletions, replacements and swaps of neighbours; of
     * several the first by name. Where more than a third of the letters would have to change, the
     * first that begins with what was written, else none.
     */
    static Optional<String> of(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST) {
            return Optional.empty();
        }
        var written = unknown.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(it -> changes(written, it) <= Math.max(2, it.length() / 3))
                .min(
                        Comparator.comparingInt((String it) -> changes(written, it))
                                .thenComparing(Comparator.naturalOrder()))
                .or(() -> beginningWith(written, known));
    }

    private static Optional<String> beginningWith(String written, Collection<String> known) {
        return known.stream()
                .filter(it -> written.length() >= SHORTEST_BEGINNING)
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(written))
                .min(Comparator.naturalOrder());
    }

    private static int changes(String written, String known) {
        return distance(written, known.toLowerCase(Locale.ROOT));
    }

    static int distance(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            rows[i][0] = i;
        }
        for (var j = 0; j <= to.length(); j++) {
            rows[0][j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            for (var j = 1; j <= to.length(); j++) {
                var replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                var best =
                        Math.min(
                                rows[i - 1][j - 1] + replaced,
                                1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                var swapped =
                        i > 1
                                && j > 1
                                && from.charAt(i - 1) == to.charAt(j - 2)
                                && from.charAt(i - 2) == to.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
            }
        }
        return rows[from.length()][to.length()];
    }
}
