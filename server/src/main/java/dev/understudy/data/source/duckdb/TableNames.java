package dev.understudy.data.source.duckdb;

import dev.understudy.data.catalogue.NameWords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gives names that need no quotes: words of small letters and digits, joined by underscores, each
 * name once. Not thread-safe.
 */
final class TableNames {
    /** Characters of a name; longer ones say no more and fill a prompt. */
    private static final int MOST_CHARS = 60;

    private final Set<String> reserved;
    private final Set<String> taken = new HashSet<>();

    private TableNames(Set<String> reserved) {
        this.reserved = reserved;
    }

    /** Without the words that mean something else in a statement. */
    static TableNames reserving(Set<String> keywords) {
        return new TableNames(keywords);
    }

    /** The same reserved words, nothing taken: for the columns of a table. */
    TableNames anew() {
        return new TableNames(reserved);
    }

    /**
     * A name like {@code wanted}.
     *
     * @param kind what it is, for names that say nothing: {@code table}, {@code column}
     */
    String name(String wanted, String kind) {
        List<String> words = NameWords.of(wanted);
        String joined = bounded(String.join("_", words).toLowerCase(Locale.ROOT));
        String clean = joined.isEmpty() ? kind + "_1" : joined;
        if (Character.isDigit(clean.charAt(0))) {
            clean = kind + "_" + clean;
        }
        if (reserved.contains(clean)) {
            clean = clean + "_" + kind;
        }
        return free(clean);
    }

    private static String bounded(String name) {
        return name.length() <= MOST_CHARS ? name : name.substring(0, MOST_CHARS);
    }

    private String free(String name) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }
}
