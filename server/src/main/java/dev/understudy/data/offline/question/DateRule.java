package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Noun.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads which date is meant where a table has several, or one that is not simply its own: "shipped
 * in March", "new customers", "hired since 2024".
 */
final class DateRule implements Rule {
    private static final Set<String> LINKS =
            Set.of(
                    "who",
                    "that",
                    "were",
                    "was",
                    "which",
                    "got",
                    "with",
                    "with a",
                    "have been",
                    "that were",
                    "who were",
                    "has been",
                    "did",
                    "who have",
                    "whose",
                    "with an",
                    "signed up and",
                    "been",
                    "by");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        if (!reading.dates.isEmpty()) {
            return List.of();
        }
        if (question.says(reading.at, "new")) {
            return beginnings(reading, question);
        }
        var at = reading.at + question.longest(reading.at, LINKS);
        var word = question.text(at);
        var read = new ArrayList<Reading>();
        var named = question.columns(at);
        var dated = named.things().stream().filter(it -> it.column().type().dated()).toList();
        // "Since" alone is more often the beginning of a period than the name of a column.
        boolean bare = Set.of("since", "date", "day", "time", "on", "at").contains(word);
        if (!dated.isEmpty()
                && (reading.head.isPresent() || question.says(at - 1, "by"))
                && !bare) {
            read.add(hinted(reading, at + named.length(), dated));
        }
        if (question.is(at, Word.Kind.WORD) && word.length() > 2 && dated.isEmpty()) {
            var verbs = byVerb(question, word);
            if (!verbs.isEmpty()) {
                read.add(hinted(reading, at + 1, verbs));
            }
        }
        return read;
    }

    private static List<Reading> beginnings(Reading reading, Question question) {
        var tables = question.tables(reading.at + 1);
        var read = new ArrayList<Reading>();
        for (var table : tables.things()) {
            var columns =
                    table.columns().stream()
                            .map(it -> new ColumnRef(table, it))
                            .filter(Naming::beginning)
                            .toList();
            if (!columns.isEmpty() && reading.head.isEmpty()) {
                var next = hinted(reading, reading.at + 1 + tables.length(), columns);
                next.head = java.util.Optional.of(new Rows(table, true));
                next.nounEnd = next.at;
                next.near = java.util.Optional.of(table);
                read.add(next);
            }
        }
        return read;
    }

    private static List<ColumnRef> byVerb(Question question, String word) {
        var root = Stem.root(word);
        return question.lexicon().catalogue().tables().stream()
                .flatMap(table -> table.columns().stream().map(it -> new ColumnRef(table, it)))
                .filter(it -> it.column().type().dated())
                .filter(it -> it.ownWords().stream().anyMatch(own -> Stem.root(own).equals(root)))
                .filter(it -> !word.equals("date"))
                .toList();
    }

    private static Reading hinted(Reading reading, int end, List<ColumnRef> columns) {
        var next = reading.until(end);
        next.dates = List.copyOf(columns);
        return next;
    }
}
