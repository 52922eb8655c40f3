package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Looks into a statement that found nothing: does it ask for a value that its column never has?
 * Only columns all of whose values are known can tell. Pure.
 */
final class FilterValues {
    /** A value that does not occur, and those that were perhaps meant. */
    record Unknown(String column, String value, List<String> nearest) {}

    /** Filters that are looked at. */
    private static final int MOST = 20;

    private static final int MOST_OFFERED = 12;

    private static final String TEXT = "'[^']*+(?:''[^']*+){0,200}+'(?!')";

    /** A name, perhaps quoted, perhaps within a function; a comparison; one text or several. */
    private static final Pattern FILTER =
            Pattern.compile(
                    "(?:[\"`\\[]([^\"`\\]]{1,128})[\"`\\]]|([\\p{L}_][\\p{L}\\p{N}_$#]{0,127}))"
                            + "\\s*(\\))?\\s*(=|\\bi?like\\b|\\bin\\b)\\s*\\(?\\s*("
                            + TEXT
                            + "(?:\\s*,\\s*"
                            + TEXT
                            + "){0,50})",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile(TEXT);

    private FilterValues() {}

    /** Those of the statement's filters that can match nothing. */
    static List<Unknown> in(String sql, List<Table> tables) {
        var unknown = new ArrayList<Unknown>();
        var filter = FILTER.matcher(sql);
        for (int count = 0; count < MOST && filter.find(); count++) {
            var name = filter.group(1) == null ? filter.group(2) : filter.group(1);
            boolean anyCase = filter.group(3) != null || filter.group(4).equalsIgnoreCase("ilike");
            var columns = columns(name, tables);
            var literals = literals(filter.group(5));
            if (!columns.isEmpty()
                    && literals.stream().noneMatch(it -> occurs(it, columns, anyCase))) {
                literals.forEach(it -> unknown.add(unknown(columns.getFirst(), it)));
            }
        }
        return List.copyOf(unknown);
    }

    /** The columns of that name whose values are all known; none where one's values are not. */
    private static List<Column> columns(String name, List<Table> tables) {
        var columns = tables.stream().flatMap(it -> it.column(name).stream()).toList();
        return columns.stream().allMatch(it -> !it.values().isEmpty()) ? columns : List.of();
    }

    private static List<String> literals(String list) {
        return LITERAL.matcher(list)
                .results()
                .map(MatchResult::group)
                .map(it -> it.substring(1, it.length() - 1).replace("''", "'"))
                .toList();
    }

    /** The signs of LIKE match as they do there; within a function the case may be any. */
    private static boolean occurs(String literal, List<Column> columns, boolean anyCase) {
        var pattern =
                Pattern.compile(
                        Pattern.quote(literal).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q"),
                        Pattern.DOTALL
                                | (anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
        return columns.stream()
                .flatMap(it -> it.values().stream())
                .anyMatch(it -> it.equals(literal) || pattern.matcher(it).matches());
    }

    private static Unknown unknown(Column column, String literal) {
        var nearest = NearestNames.to(literal, column.values());
        return new Unknown(
                column.name(),
                literal,
                nearest.isEmpty()
                        ? column.values().stream().limit(MOST_OFFERED).toList()
                        : nearest);
    }
}
