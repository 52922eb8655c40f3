package dev.understudy.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which limits the operator is shown, and in which order. Pure. */
public final class ShownLimits {
    /** First those whose limits were changed for this window, then those used most. */
    public static final Comparator<Tally> FOREMOST =
            Comparator.comparing(ShownLimits::unchanged)
                    .thenComparing(Comparator.<Tally>comparingLong(it -> it.used()).reversed())
                    .thenComparing(Comparator.comparingLong(Tally::tokens).reversed())
                    .thenComparing(Tally::name, TallyName.IN_ORDER);

    private ShownLimits() {}

    private static boolean unchanged(Tally tally) {
        return tally.requestsToday().isEmpty() && tally.tokensToday().isEmpty();
    }

    /**
     * The quota's own limit, what its reserve leaves to all others, then those of the tallies.
     *
     * @param status where the quota's own stands
     * @param tallies of its window, each once
     */
    public static List<LimitStatus> of(
            Quota quota, QuotaStatus status, Collection<Tally> tallies, KeyLimits keys) {
        var shown = new ArrayList<LimitStatus>();
        shown.add(new LimitStatus(status, quota.limit()));
        if (quota.limits().reserve() > 0) {
            shown.add(new LimitStatus(quota.shared(status), quota.placesForOthers(quota.limit())));
        }
        tallies.stream()
                .sorted(FOREMOST)
                .forEach(tally ->
                        shown.addAll(
                                quota.of(tally.name(), keys).limitsOf(tally, status.window())));
        return shown;
    }
}
