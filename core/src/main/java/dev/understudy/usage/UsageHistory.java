package dev.understudy.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was used, day by day.
 *
 * @param days the windows without a gap, the earliest first; those without use too
 */
public record UsageHistory(Optional<HistoryBy> by, List<UsageDay> days) {
    public UsageHistory {
        days = List.copyOf(days);
    }

    public UsageCounts total() {
        return days.stream().map(UsageDay::counts).reduce(UsageCounts.NONE, UsageCounts::plus);
    }

    /** The parts of all days together, the largest first. */
    public List<UsagePart> parts() {
        Map<UsageName, UsageCounts> sums = new LinkedHashMap<>();
        for (var day : days) {
            day.parts().forEach(part -> sums.merge(part.name(), part.counts(), UsageCounts::plus));
        }
        return HistorySum.sorted(sums);
    }
}
