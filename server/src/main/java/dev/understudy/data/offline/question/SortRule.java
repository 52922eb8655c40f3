package dev.understudy.data.offline.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads in which order rows are wanted: "sorted by price, highest first", "alphabetically". */
final class SortRule implements Rule {
    private static final Set<String> BY =
            Set.of(
                    "sorted by",
                    "sort by",
                    "ordered by",
                    "order by",
                    "ranked by",
                    "sort them by",
                    "in order of");
    private static final Set<String> DOWN =
            Set.of(
                    "descending",
                    "desc",
                    "highest first",
                    "largest first",
                    "most expensive first",
                    "from highest to lowest",
                    "in descending order",
                    "highest to lowest",
                    "newest first",
                    "latest first",
                    "biggest first",
                    "from high to low",
                    "from the highest to the lowest",
                    "most recent first");
    private static final Set<String> UP =
            Set.of(
                    "ascending",
                    "asc",
                    "lowest first",
                    "smallest first",
                    "cheapest first",
                    "from lowest to highest",
                    "in ascending order",
                    "lowest to highest",
                    "oldest first",
                    "earliest first",
                    "from low to high",
                    "alphabetically",
                    "in alphabetical order");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var read = new ArrayList<Reading>();
        var down = question.longest(reading.at, DOWN);
        var up = question.longest(reading.at, UP);
        if (down + up > 0 && reading.descending.isEmpty()) {
            var next = reading.until(reading.at + Math.max(down, up));
            next.descending = Optional.of(down > 0);
            read.add(next);
        }
        var by = question.longest(reading.at, BY);
        if (by > 0 && reading.basis.isEmpty()) {
            for (var noun : Nouns.at(question, reading.at + by)) {
                var next = reading.until(noun.end());
                next.basis = Optional.of(noun.noun());
                read.add(next);
            }
        }
        return read;
    }
}
