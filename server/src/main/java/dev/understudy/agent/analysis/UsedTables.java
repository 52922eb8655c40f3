package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables that a statement speaks of, by their names alone. Pure. */
final class UsedTables {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$#]+");

    private UsedTables() {}

    /** In the catalogue's order; all tables where none is named, since one was meant. */
    static List<Table> of(String sql, Catalogue catalogue) {
        var words = words(sql);
        var used =
                catalogue.tables().stream()
                        .filter(it -> words.containsAll(words(it.name().name())))
                        .toList();
        return used.isEmpty() ? catalogue.tables() : used;
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
