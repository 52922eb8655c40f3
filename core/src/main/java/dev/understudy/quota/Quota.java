package dev.understudy.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many metered attempts a window allows, and what else bounds them.
 *
 * @param limit attempts per window; 0 allows none
 * @param warnAt the share of a limit from which users are warned, above 0 up to 1
 * @param limits those beside the first
 */
public record Quota(
        long limit, double warnAt, OnExceeded onExceeded, QuotaCalendar calendar, Limits limits) {
    public Quota {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit cannot be negative, got " + limit);
        }
        if (!(warnAt > 0 && warnAt <= 1)) {
            throw new IllegalArgumentException(
                    "the warning share must lie above 0 and up to 1, got " + warnAt);
        }
    }

    /** With no other limit. */
    public Quota(long limit, double warnAt, OnExceeded onExceeded, QuotaCalendar calendar) {
        this(limit, warnAt, onExceeded, calendar, Limits.NONE);
    }

    public Quota withLimit(long places) {
        return new Quota(places, warnAt, onExceeded, calendar, limits);
    }

    /** Where the quota stands when {@code used} places are taken in {@code window}. */
    public QuotaStatus status(long used, QuotaWindow window) {
        return status(used, limit, window);
    }

    /** The same where the limit is another one in this window. */
    public QuotaStatus status(long used, long limitToday, QuotaWindow window) {
        return new QuotaStatus(used, limitToday, warnAt, window);
    }

    /** What the reserve leaves of {@code limitToday} to those for whom nothing is kept. */
    long placesForOthers(long limitToday) {
        return Math.max(0, limitToday - limits.reserve());
    }

    /** Where those stand for whom nothing is kept, when the quota itself stands there. */
    QuotaStatus shared(QuotaStatus quota) {
        return new QuotaStatus(
                LimitName.SHARED_REQUESTS,
                quota.used(),
                placesForOthers(quota.limit()),
                warnAt,
                quota.window());
    }

    /** The quota as it binds a claim, whose key may have a limit of its own. */
    public Quota of(Claim claim) {
        return with(limits.ofKey(claim.keyLimit()));
    }

    /**
     * The quota as it binds whoever this tally is of: a key may have a limit of its own, and under
     * one that is not there nobody can take anything, so that it has no limit to show or change.
     */
    public Quota of(TallyName whose, KeyLimits keys) {
        if (whose.scope() != LimitScope.KEY) {
            return this;
        }
        return with(
                keys.mayHave(whose.name())
                        ? limits.ofKey(keys.of(whose.name()))
                        : limits.withoutKeys());
    }

    private Quota with(Limits others) {
        return others.equals(limits)
                ? this
                : new Quota(limit, warnAt, onExceeded, calendar, others);
    }

    /**
     * Where all limits stand that apply to a claim.
     *
     * @param quota the places of all
     * @param tallies those of {@link Limits#tallies}, in that order
     */
    public Standing standing(Claim claim, QuotaStatus quota, List<Tally> tallies) {
        var applying = new ArrayList<QuotaStatus>();
        if (claim.metered()) {
            applying.add(limits.keepFor(claim.user()) ? quota : shared(quota));
        }
        for (var tally : tallies) {
            of(claim).limitsOf(tally, quota.window()).forEach(it -> applying.add(it.status()));
        }
        return applying.isEmpty() ? Standing.of(quota) : new Standing(quota, applying);
    }

    /** The limits that a tally stands under, in the order in which they refuse. */
    public List<LimitStatus> limitsOf(Tally tally, QuotaWindow window) {
        var all = new ArrayList<LimitStatus>();
        for (var unit : LimitUnit.values()) {
            var name = tally.name().limit(unit);
            var configured = limits.size(name);
            if (configured.isPresent()) {
                long size = tally.today(unit).orElse(configured.getAsLong());
                all.add(
                        new LimitStatus(
                                new QuotaStatus(name, tally.used(unit), size, warnAt, window),
                                configured.getAsLong()));
            }
        }
        return all;
    }

    /** The configured size of any limit; empty where there is none. */
    public OptionalLong size(LimitName name) {
        return name.equals(LimitName.GLOBAL_REQUESTS) ? OptionalLong.of(limit) : limits.size(name);
    }

    /**
     * What becomes of a limit that is to be changed.
     *
     * @param before where it stands, with its limit of now
     */
    public LimitChanged changed(LimitChange change, QuotaStatus before) {
        var configured = size(change.limit());
        if (configured.isEmpty()) {
            return new LimitChanged.NoSuchLimit(change.limit());
        }
        long size = change.applied(before.limit());
        if (size > change.limit().unit().most()) {
            return new LimitChanged.TooLarge(change.limit(), before.limit());
        }
        var now = new QuotaStatus(before.name(), before.used(), size, warnAt, before.window());
        return new LimitChanged.Done(before.limit(), new LimitStatus(now, configured.getAsLong()));
    }
}
