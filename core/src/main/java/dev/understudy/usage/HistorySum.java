package dev.understudy.usage;

import static java.util.Objects.requireNonNull;

import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums entries up into the days of a history. Where the reset hour or the zone was changed, what
 * was counted in an earlier window belongs to the day that its start lies in: so it is in one day,
 * and in no other. One thread at a time.
 */
public final class HistorySum {
    private static final Comparator<UsagePart> LARGEST_FIRST =
            Comparator.<UsagePart>comparingLong(part -> part.counts().attempts())
                    .thenComparingLong(part -> part.counts().queries())
                    .thenComparingLong(part -> part.counts().requests())
                    .reversed()
                    .thenComparing(part -> part.name().toString());

    private final HistoryView view;
    private final QuotaCalendar calendar;
    private final List<QuotaWindow> windows;
    private final Map<Instant, Map<UsageName, UsageCounts>> sums = new HashMap<>();

    /**
     * @param now an instant in the last day
     */
    public HistorySum(HistoryView view, QuotaCalendar calendar, Instant now) {
        this.view = view;
        this.calendar = calendar;
        this.windows = calendar.windowsUntil(now, view.days());
        windows.forEach(window -> sums.put(window.start(), new HashMap<>()));
    }

    /** First instant of the history. */
    public Instant from() {
        return windows.getFirst().start();
    }

    /** First instant after the history. */
    public Instant until() {
        return windows.getLast().end();
    }

    /** Adds what was counted in the window of this start; nothing where it is out of the range. */
    public void add(Instant windowStart, UsageName name, UsageCounts counts) {
        var day = sums.get(windowStart);
        if (day == null) {
            day = sums.get(calendar.windowAt(windowStart).start());
        }
        if (day != null) {
            day.merge(name, counts, UsageCounts::plus);
        }
    }

    public UsageHistory history() {
        var shown = shownNames();
        List<UsageDay> days = new ArrayList<>();
        for (var window : windows) {
            Map<UsageName, UsageCounts> parts = new HashMap<>();
            requireNonNull(sums.get(window.start()))
                    .forEach((name, counts) ->
                            parts.merge(
                                    shown.contains(name) ? name : new UsageName.Others(),
                                    counts,
                                    UsageCounts::plus));
            days.add(
                    new UsageDay(
                            calendar.dayOf(window),
                            window,
                            parts.values().stream().reduce(UsageCounts.NONE, UsageCounts::plus),
                            view.by().isPresent() ? sorted(parts) : List.of()));
        }
        return new UsageHistory(view.by(), days);
    }

    /** Those with most entries over all days. */
    private Set<UsageName> shownNames() {
        Map<UsageName, Long> entries = new HashMap<>();
        for (var day : sums.values()) {
            day.forEach((name, counts) ->
                    entries.merge(name, counts.attempts() + counts.queries(), Long::sum));
        }
        entries.remove(new UsageName.Others());
        return entries.entrySet().stream()
                .sorted(
                        Map.Entry.<UsageName, Long>comparingByValue()
                                .reversed()
                                .thenComparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getKey)
                .limit(HistoryView.MOST_NAMES)
                .collect(Collectors.toSet());
    }

    static List<UsagePart> sorted(Map<UsageName, UsageCounts> parts) {
        return parts.entrySet().stream()
                .map(part -> new UsagePart(part.getKey(), part.getValue()))
                .sorted(LARGEST_FIRST)
                .toList();
    }
}
