package dev.understudy.data.offline.question;

import dev.understudy.data.offline.question.Noun.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the result is divided by: "by category and month", "per country", "monthly". */
final class GroupRule implements Rule {
    private static final Set<String> EACH =
            Set.of(
                    "by",
                    "per",
                    "for each",
                    "for every",
                    "in each",
                    "in every",
                    "each",
                    "every",
                    "across",
                    "split by",
                    "broken down by",
                    "grouped by",
                    "group by",
                    "by each",
                    "from each",
                    "of each",
                    "on each",
                    "to each",
                    "for each of the",
                    "at each",
                    "with each",
                    "does each",
                    "did each",
                    "do each",
                    "has each",
                    "ranked by",
                    "based on",
                    "measured by",
                    "in terms of",
                    "by the",
                    "by total",
                    "according to",
                    "from every",
                    "breakdown by",
                    "split across",
                    "for the different",
                    "across the different",
                    "with respect to",
                    "in which",
                    "from which");
    private static final Set<String> WHICH = Set.of("in which", "from which");
    private static final Map<String, TimeUnit> ADJECTIVES =
            Map.of(
                    "daily", TimeUnit.DAY,
                    "weekly", TimeUnit.WEEK,
                    "monthly", TimeUnit.MONTH,
                    "quarterly", TimeUnit.QUARTER,
                    "yearly", TimeUnit.YEAR,
                    "annual", TimeUnit.YEAR,
                    "annually", TimeUnit.YEAR);

    /** More is no table that anybody reads. */
    private static final int MOST_GROUPS = 3;

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var adjective = ADJECTIVES.get(question.text(reading.at));
        if (adjective != null) {
            return grouped(reading, new Nouns.Read(new Time(adjective), reading.at + 1)).stream()
                    .toList();
        }
        var length = question.longest(reading.at, EACH);
        if (length == 0 || WHICH.contains(question.said(reading.at, reading.at + length))) {
            return List.of();
        }
        var read = new ArrayList<Reading>();
        collect(reading, question, reading.at + length, read);
        return read;
    }

    private static void collect(Reading reading, Question question, int at, List<Reading> read) {
        for (var noun : Nouns.at(question, at)) {
            var next = noun.noun().metric() ? based(reading, noun) : grouped(reading, noun);
            if (next.isEmpty()) {
                continue;
            }
            read.add(next.get());
            var after = noun.end();
            var joined =
                    question.says(after, "and by")
                            ? 2
                            : question.says(after, "and") || question.is(after, Word.Kind.COMMA)
                                    ? 1
                                    : question.says(after, "by") || question.says(after, "per")
                                            ? 1
                                            : 0;
            if (joined > 0) {
                collect(next.get(), question, after + joined, read);
            }
        }
    }

    private static Optional<Reading> grouped(Reading reading, Nouns.Read noun) {
        if (reading.groups.size() == MOST_GROUPS || reading.groups.contains(noun.noun())) {
            return Optional.empty();
        }
        var next = reading.until(noun.end());
        next.groups.add(noun.noun());
        next.nounEnd = noun.end();
        return Optional.of(next);
    }

    private static Optional<Reading> based(Reading reading, Nouns.Read noun) {
        if (reading.basis.isPresent()) {
            return Optional.empty();
        }
        var next = reading.until(noun.end());
        next.basis = Optional.of(noun.noun());
        next.nounEnd = noun.end();
        return Optional.of(next);
    }
}
