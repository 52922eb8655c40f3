package dev.understudy.data.offline.question;

import java.util.List;

/** Reads how many rows are asked for: "the 5 books with the most loans". */
final class NumberRule implements Rule {
    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        var number = question.count(reading.at).filter(it -> it > 0);
        boolean rows =
                number.isPresent()
                        && Nouns.plain(question, reading.at + 1).stream()
                                .anyMatch(it -> !it.noun().metric());
        if (!rows || reading.head.isPresent() || reading.rank.isPresent()) {
            return List.of();
        }
        var next = reading.until(reading.at + 1);
        next.number = number;
        return List.of(next);
    }
}
