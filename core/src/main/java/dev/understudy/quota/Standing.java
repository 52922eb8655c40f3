package dev.understudy.quota;

import java.util.List;
import java.util.Optional;

/**
 * Where all limits stand that apply to one claim.
 *
 * @param quota the places of all: what the operator looks at
 * @param limits those that apply, in the order in which they refuse; at least one
 */
public record Standing(QuotaStatus quota, List<QuotaStatus> limits) {
    public Standing {
        limits = List.copyOf(limits);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("at least one limit must be shown");
        }
    }

    /** Where no other limit applies. */
    public static Standing of(QuotaStatus quota) {
        return new Standing(quota, List.of(quota));
    }

    /** The limit that is used most, as a share: the one that this user meets first. */
    public QuotaStatus tightest() {
        return tightest(limits);
    }

    /** The same among those of one unit. */
    public Optional<QuotaStatus> tightest(LimitUnit unit) {
        var ofUnit = limits.stream().filter(it -> it.name().unit() == unit).toList();
        return ofUnit.isEmpty() ? Optional.empty() : Optional.of(tightest(ofUnit));
    }

    private static QuotaStatus tightest(List<QuotaStatus> among) {
        var tightest = among.getFirst();
        for (var status : among) {
            tightest = status.percentage() > tightest.percentage() ? status : tightest;
        }
        return tightest;
    }

    /** The first limit that lets no further attempt in; empty where all do. */
    public Optional<QuotaStatus> spent() {
        return limits.stream().filter(QuotaStatus::exceeded).findFirst();
    }
}
