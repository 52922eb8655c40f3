package dev.understudy.data.offline.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be computed: "how many", "total", "average", "what share of". */
final class AggregateRule implements Rule {
    private static final Map<Aggregate, Set<String>> WORDS =
            Map.of(
                    Aggregate.COUNT,
                    Set.of(
                            "how many",
                            "number of",
                            "total number of",
                            "count of",
                            "count",
                            "the number of",
                            "overall number of"),
                    Aggregate.SUM,
                    Set.of(
                            "sum of",
                            "total of",
                            "sum",
                            "total",
                            "how much",
                            "overall",
                            "combined",
                            "sum up",
                            "add up"),
                    Aggregate.AVERAGE,
                    Set.of("average", "mean", "avg", "average of", "mean of", "on average"),
                    Aggregate.MINIMUM,
                    Set.of("minimum", "min", "minimum of"),
                    Aggregate.MAXIMUM,
                    Set.of("maximum", "max", "maximum of"),
                    Aggregate.SHARE,
                    Set.of(
                            "share of",
                            "share",
                            "percentage of",
                            "percent of",
                            "proportion of",
                            "fraction of",
                            "percentage share of",
                            "how many percent of"));
    private static final Set<String> HIGHEST =
            Set.of("highest", "largest", "biggest", "greatest", "longest");
    private static final Set<String> LOWEST = Set.of("lowest", "smallest", "shortest");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var read = new ArrayList<Reading>();
        for (var aggregate : Aggregate.values()) {
            var length = question.longest(reading.at, WORDS.getOrDefault(aggregate, Set.of()));
            if (length > 0) {
                computed(reading, aggregate, length).ifPresent(read::add);
            }
        }
        if (reading.head.isEmpty()) {
            var word = question.text(reading.at);
            boolean metric =
                    Nouns.plain(question, reading.at + 1).stream()
                            .anyMatch(it -> it.noun().metric());
            if (metric && HIGHEST.contains(word)) {
                computed(reading, Aggregate.MAXIMUM, 1).ifPresent(read::add);
            }
            if (metric && LOWEST.contains(word)) {
                computed(reading, Aggregate.MINIMUM, 1).ifPresent(read::add);
            }
        }
        return read;
    }

    private static Optional<Reading> computed(Reading reading, Aggregate aggregate, int length) {
        // "Customer count" may follow its noun; "customers and their total ..." asks for more.
        boolean late = reading.head.isPresent() && aggregate != Aggregate.COUNT;
        if (reading.aggregate.isPresent()
                || late
                || reading.head.filter(Noun::metric).isPresent()) {
            return Optional.empty();
        }
        var next = reading.until(reading.at + length);
        next.aggregate = Optional.of(aggregate);
        return Optional.of(next);
    }
}
