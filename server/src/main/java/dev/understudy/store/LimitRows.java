package dev.understudy.store;

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
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.UsageSummary;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * All limits over the rows that they are counted in: takes a place under each that applies, or
 * under none. What is decided is {@link Quota}'s part. One thread at a time.
 */
final class LimitRows {
    /** What came of the wish for a place. */
    sealed interface Taken {
        /** It is taken under all limits; {@code standing} counts it. */
        record Free(Standing standing) implements Taken {}

        /** Nothing is taken: this limit is used up. */
        record Refused(QuotaStatus spent) implements Taken {}
    }

    private final Quota quota;
    private final WindowRows windows;
    private final TallyRows tallies;

    LimitRows(Quota quota, WindowRows windows, TallyRows tallies) {
        this.quota = quota;
        this.windows = windows;
        this.tallies = tallies;
    }

    Taken take(AttemptStart attempt, QuotaWindow window) throws SQLException {
        var claim = attempt.claim();
        if (!claim.metered()) {
            windows.hold(window);
            return takeOfTallies(attempt, window, status(window));
        }
        long kept = quota.limits().keepFor(claim.user()) ? 0 : quota.limits().reserve();
        var places = windows.takePlace(window, kept);
        if (places.isEmpty()) {
            var spent = quota.standing(claim, status(window), List.of());
            return new Taken.Refused(spent.limits().getFirst());
        }
        var now = quota.status(places.get().used(), places.get().limit(), window);
        var taken = takeOfTallies(attempt, window, now);
        if (taken instanceof Taken.Refused) {
            windows.change(window.start().toEpochMilli(), -1, 0);
        }
        return taken;
    }

    /**
     * @param now the places of all, with this one taken
     */
    private Taken takeOfTallies(AttemptStart attempt, QuotaWindow window, QuotaStatus now)
            throws SQLException {
        var claim = attempt.claim();
        var before = tallies.open(quota.limits().tallies(claim), window);
        var spent = spent(claim, before, window);
        if (spent.isPresent()) {
            return new Taken.Refused(spent.get());
        }
        long expected = attempt.expectedTokens();
        tallies.add(claim, window.start().toEpochMilli(), 1, expected);
        // What it may cost keeps others out, but it is no use that anybody could be warned of.
        var after = before.stream().map(it -> it.plus(1, 0)).toList();
        return new Taken.Free(quota.standing(claim, now, after));
    }

    private Optional<QuotaStatus> spent(Claim claim, List<Tally> before, QuotaWindow window) {
        return before.stream()
                .flatMap(tally -> quota.of(claim).limitsOf(tally, window).stream())
                .map(LimitStatus::status)
                .filter(QuotaStatus::exceeded)
                .findFirst();
    }

    /** Where the quota's own limit stands. */
    QuotaStatus status(QuotaWindow window) throws SQLException {
        var places = windows.placesIn(window);
        return quota.status(places.used(), places.limit(), window);
    }

    /** Where all limits stand that apply to a claim; changes nothing. */
    Standing standing(Claim claim, Instant now) throws SQLException {
        var window = quota.calendar().windowAt(now);
        var counted = tallies.look(quota.limits().tallies(claim), window);
        return quota.standing(claim, status(window), counted);
    }

    /**
     * The limits as the operator is shown them; changes nothing.
     *
     * @param status where the quota's own stands
     */
    List<LimitStatus> shown(QuotaStatus status, KeyLimits keys) throws SQLException {
        var window = status.window();
        var shown = new HashMap<TallyName, Tally>();
        for (var tally : tallies.foremost(window, UsageSummary.MOST_TALLIES)) {
            shown.put(tally.name(), tally);
        }
        for (var tally : tallies.lookAtKeys(keys.withTheirOwn(), window)) {
            shown.put(tally.name(), tally);
        }
        return ShownLimits.of(quota, status, shown.values(), keys);
    }

    /** Makes a limit another one, for the window that {@code now} lies in. */
    LimitChanged change(LimitChange change, KeyLimits keys, Instant now) throws SQLException {
        var limit = change.limit();
        var name = new TallyName(limit.scope(), limit.name());
        var bound = quota.of(name, keys);
        if (bound.size(limit).isEmpty()) {
            return new LimitChanged.NoSuchLimit(limit);
        }
        var window = quota.calendar().windowAt(now);
        windows.hold(window);
        var tally = tallies.open(List.of(name), window).getFirst();
        var changed = bound.changed(change, status(limit, bound, tally, window));
        if (changed instanceof LimitChanged.Done(_, var done)) {
            tallies.limit(name, limit.unit(), done.status().limit(), window);
            windows.forgetLimits();
        }
        return changed;
    }

    private QuotaStatus status(LimitName limit, Quota bound, Tally tally, QuotaWindow window)
            throws SQLException {
        return limit.equals(LimitName.GLOBAL_REQUESTS)
                ? status(window)
                : bound.limitsOf(tally, window).stream()
                        .map(LimitStatus::status)
                        .filter(it -> it.name().equals(limit))
                        .findFirst()
                        .orElseThrow();
    }
}
