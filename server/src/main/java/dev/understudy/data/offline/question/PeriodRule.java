package dev.understudy.data.offline.question;

import java.util.List;

/** Reads when: "in March 2025", "last month". */
final class PeriodRule implements Rule {
    @Override
    public List<Reading> readOn(Reading reading, Question question) {
        return Periods.at(question, reading.at)
                .map(period -> {
                    var next = reading.until(period.end());
                    next.filters.add(new Filter.During(period.period(), reading.near));
                    return List.of(next);
                })
                .orElse(List.of());
    }
}
