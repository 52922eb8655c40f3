package dev.understudy.usage;

import dev.understudy.quota.Claim;
import dev.understudy.quota.KeyLimits;
import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitChanged;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitStatus;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.ShownLimits;
import dev.understudy.quota.Standing;
import dev.understudy.quota.Tally;
import dev.understudy.quota.TallyName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users, keys and models used in the two latest windows, and the limits that were changed in
 * them. One thread at a time.
 */
final class InMemoryTallies {
    /**
     * So many users, keys and models are counted in a window, which takes some megabytes. Who is
     * not among them may not begin what a limit binds: a limit cannot hold for what is not counted.
     */
    static final int MOST_TALLIES = 10_000;

    private static final int WINDOWS_REMEMBERED = 2;

    private final Quota quota;
    private final Map<Instant, Counted> byWindow = new HashMap<>();
    private final Map<Instant, Long> limitByWindow = new HashMap<>();

    InMemoryTallies(Quota quota) {
        this.quota = quota;
    }

    /** What is counted in one window. */
    private static final class Counted {
        private final Map<TallyName, Tally> tallies = new HashMap<>();

        /** Once something was left out, a tally that begins then could lack it: so none does. */
        private boolean complete = true;

        private boolean hasRoomFor(List<TallyName> names) {
            long more = names.stream().filter(name -> !tallies.containsKey(name)).count();
            return more == 0 || (complete && tallies.size() + more <= MOST_TALLIES);
        }
    }

    private Counted counted(QuotaWindow window) {
        var counted = byWindow.computeIfAbsent(window.start(), _ -> new Counted());
        while (byWindow.size() > WINDOWS_REMEMBERED) {
            var oldest = byWindow.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
            byWindow.remove(oldest);
            limitByWindow.remove(oldest);
            // What was counted in a window that is older still is forgotten already.
            counted.complete &= !oldest.equals(window.start());
        }
        return counted;
    }

    private Map<TallyName, Tally> in(QuotaWindow window) {
        return counted(window).tallies;
    }

    private Tally tally(TallyName name, QuotaWindow window) {
        return in(window).getOrDefault(name, Tally.empty(name));
    }

    /** The quota with the limit of this window. */
    QuotaStatus status(long used, QuotaWindow window) {
        long limit = limitByWindow.getOrDefault(window.start(), quota.limit());
        return quota.status(used, limit, window);
    }

    Standing standing(Claim claim, long used, QuotaWindow window) {
        var tallies = quota.limits().tallies(claim).stream().map(it -> tally(it, window)).toList();
        return quota.standing(claim, status(used, window), tallies);
    }

    /** Whether all can be counted that an attempt must not begin without. */
    boolean canCount(Claim claim, QuotaWindow window) {
        var counted = counted(window);
        return counted.tallies.keySet().containsAll(quota.limits().tallies(claim))
                || counted.hasRoomFor(claim.tallies());
    }

    /** Whether a limit of its own can be kept for this name. */
    boolean canChange(LimitName limit, QuotaWindow window) {
        return limit.equals(LimitName.GLOBAL_REQUESTS)
                || counted(window).hasRoomFor(List.of(new TallyName(limit.scope(), limit.name())));
    }

    void add(Claim claim, QuotaWindow window, long places, long tokens) {
        var counted = counted(window);
        counted.complete &= counted.hasRoomFor(claim.tallies());
        for (var name : claim.tallies()) {
            if (counted.complete || counted.tallies.containsKey(name)) {
                counted.tallies.put(name, tally(name, window).plus(places, tokens));
            }
        }
    }

    LimitChanged change(LimitChange change, KeyLimits keys, long used, QuotaWindow window) {
        var name = new TallyName(change.limit().scope(), change.limit().name());
        var bound = quota.of(name, keys);
        var before = find(change.limit(), bound, used, window);
        if (before.isEmpty()) {
            return new LimitChanged.NoSuchLimit(change.limit());
        }
        var changed = bound.changed(change, before.get());
        if (changed instanceof LimitChanged.Done(_, var now)) {
            remember(now.status());
        }
        return changed;
    }

    private Optional<QuotaStatus> find(
            LimitName limit, Quota bound, long used, QuotaWindow window) {
        if (limit.equals(LimitName.GLOBAL_REQUESTS)) {
            return Optional.of(status(used, window));
        }
        var tally = tally(new TallyName(limit.scope(), limit.name()), window);
        return bound.limitsOf(tally, window).stream()
                .map(LimitStatus::status)
                .filter(it -> it.name().equals(limit))
                .findFirst();
    }

    private void remember(QuotaStatus now) {
        var limit = now.name();
        if (limit.equals(LimitName.GLOBAL_REQUESTS)) {
            limitByWindow.put(now.window().start(), now.limit());
            return;
        }
        var name = new TallyName(limit.scope(), limit.name());
        in(now.window()).put(name, tally(name, now.window()).withLimit(limit.unit(), now.limit()));
    }

    List<LimitStatus> shown(QuotaStatus status, KeyLimits keys) {
        var window = status.window();
        var shown = new HashMap<TallyName, Tally>();
        in(window).values().stream()
                .sorted(ShownLimits.FOREMOST)
                .limit(UsageSummary.MOST_TALLIES)
                .forEach(tally -> shown.put(tally.name(), tally));
        keys.withTheirOwn().forEach(key -> shown.put(key, tally(key, window)));
        return ShownLimits.of(quota, status, shown.values(), keys);
    }
}
