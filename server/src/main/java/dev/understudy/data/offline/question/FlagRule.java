package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.ColumnType;
import java.util.List;
import java.util.Set;

/** Reads columns of yes or no: "active employees", "with newsletter", "not insured". */
final class FlagRule implements Rule {
    private static final Set<String> YES =
            Set.of(
                    "with",
                    "with a",
                    "with the",
                    "having",
                    "that are",
                    "who are",
                    "that is",
                    "are",
                    "is",
                    "who get the",
                    "on the",
                    "who have a",
                    "who get",
                    "were",
                    "who receive the",
                    "that get the",
                    "with an",
                    "get the",
                    "was",
                    "have",
                    "have a",
                    "have the",
                    "receive the",
                    "who receive");
    private static final Set<String> NO =
            Set.of(
                    "without",
                    "without a",
                    "not",
                    "no",
                    "with no",
                    "without the",
                    "are not",
                    "that are not",
                    "who are not",
                    "is not",
                    "were not",
                    "not on the",
                    "who do not get the",
                    "do not get the",
                    "non",
                    "was not");

    private static final Set<String> VERBS =
            Set.of("are", "is", "were", "was", "have", "receive", "get");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var no = question.longest(reading.at, NO);
        var yes = no > 0 ? 0 : question.longest(reading.at, YES);
        var at = reading.at + no + yes;
        var found = question.columns(at);
        var flags =
                found.things().stream()
                        .filter(it -> it.column().type() == ColumnType.BOOLEAN)
                        .toList();
        if (flags.isEmpty()) {
            return List.of();
        }
        boolean share = reading.aggregate.filter(it -> it == Aggregate.SHARE).isPresent();
        boolean verb = VERBS.contains(question.text(reading.at)) && reading.head.isPresent();
        boolean counting = reading.counting || (share && verb);
        var next = reading.until(at + found.length());
        next.filters.add(new Filter.Flag(flags, no == 0, counting, reading.near));
        return List.of(next);
    }
}
