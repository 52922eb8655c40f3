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
    private static final int WINDOWS_REMEMBERED = 2;

    private final Quota quota;
    private final Map<Instant, Map<TallyName, Tally>> byWindow = new HashMap<>();
    private final Map<Instant, Long> limitByWindow = new HashMap<>();

    InMemoryTallies(Quota quota) {
        this.quota = quota;
    }

    private Map<TallyName, Tally> in(QuotaWindow window) {
        var tallies = byWindow.computeIfAbsent(window.start(), _ -> new HashMap<>());
        while (byWindow.size() > WINDOWS_REMEMBERED) {
            var oldest = byWindow.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
            byWindow.remove(oldest);
            limitByWindow.remove(oldest);
        }
        return tallies;
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

    void add(Claim claim, QuotaWindow window, long places, long tokens) {
        for (var name : claim.tallies()) {
            in(window).put(name, tally(name, window).plus(places, tokens));
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
