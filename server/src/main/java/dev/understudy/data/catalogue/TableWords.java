package dev.understudy.data.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of one table, by where they stand.
 *
 * @param name of its name
 * @param columns of its columns' names
 * @param links of columns that refer to other tables: they name those, not this one
 * @param comments of what the database says of it and its columns
 * @param values of each value of the columns that have only a few
 */
record TableWords(
        Table table,
        Set<String> name,
        Set<String> columns,
        Set<String> links,
        Set<String> comments,
        List<Set<String>> values) {

    private static final double NAME = 6;
    private static final double COLUMN = 3;
    private static final double LINK = 1;
    private static final double COMMENT = 1;
    private static final double VALUE = 5;

    /** What another word for the same thing counts. */
    private static final double ALSO_CALLED = 0.5;

    static TableWords of(Table table) {
        Set<String> linking =
                table.foreignKeys().stream()
                        .flatMap(key -> key.columns().stream())
                        .collect(Collectors.toSet());
        var columns = new HashSet<String>();
        var links = new HashSet<String>();
        var comments = new HashSet<>(QuestionWords.of(table.comment()));
        for (Column column : table.columns()) {
            Set<String> words = QuestionWords.of(column.name());
            (linking.contains(column.name()) ? links : columns).addAll(words);
            comments.addAll(QuestionWords.of(column.comment()));
        }
        List<Set<String>> values =
                table.columns().stream()
                        .flatMap(column -> column.values().stream())
                        .map(QuestionWords::of)
                        .filter(words -> !words.isEmpty())
                        .toList();
        return new TableWords(
                table, QuestionWords.of(table.name().name()), columns, links, comments, values);
    }

    /** Whether a word names something of this table. */
    boolean names(String word) {
        return name.contains(word) || columns.contains(word) || links.contains(word);
    }

    /** How well a question's word fits, by itself or by another word for it. */
    double fit(String word) {
        double other =
                QuestionWords.alsoCalled(word).stream().mapToDouble(this::exactFit).max().orElse(0);
        return Math.max(exactFit(word), ALSO_CALLED * other);
    }

    /** A name of one word that fits says more than one word of three. */
    private double exactFit(String word) {
        if (name.contains(word)) {
            return NAME * (1 + 1.0 / name.size()) / 2;
        }
        if (columns.contains(word)) {
            return COLUMN;
        }
        if (links.contains(word)) {
            return LINK;
        }
        return comments.contains(word) ? COMMENT : 0;
    }

    /** How many values the question names as a whole, in points. */
    double valuesIn(Set<String> question) {
        return VALUE * values.stream().distinct().filter(question::containsAll).count();
    }
}
