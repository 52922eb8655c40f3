package dev.understudy.data.offline.question;

import java.util.List;
import java.util.Set;

/** Reads that each value is wanted once: "different cities". */
final class DistinctRule implements Rule {
    private static final Set<String> WORDS = Set.of("different", "distinct", "unique");

    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        if (!WORDS.contains(question.text(reading.at))) {
            return List.of();
        }
        var next = reading.until(reading.at + 1);
        next.distinct = true;
        return List.of(next);
    }
}
