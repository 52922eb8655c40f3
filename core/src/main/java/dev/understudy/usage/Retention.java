package dev.understudy.usage;

import dev.understudy.quota.QuotaCalendar;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a ledger keeps its entries by themselves. What is older is rolled up: summed up into its
 * days, from which every view of the history is made just as well. Only what a day is divided into
 * has a bound then, so that neither names nor years make a ledger grow without one.
 *
 * @param detailDays so many days attempts, queries and their trails are kept by themselves
 */
public record Retention(int detailDays) {
    /**
     * A week: a window that is opened after the reset hour or the zone was changed counts attempts
     * of the two days before it, and warnings are kept as long.
     */
    public static final int LEAST_DETAIL_DAYS = 7;

    /** Ten years: what tax law asks of records in many countries. */
    public static final int MOST_DETAIL_DAYS = 3_660;

    /** A quarter: what is looked into is looked into by then. */
    public static final Retention DEFAULT = new Retention(90);

    /**
     * So many users of a day that was rolled up are told apart, those with most entries; the others
     * are one sum. Far more than a view shows ({@link HistoryView#MOST_NAMES}).
     */
    public static final int MOST_USERS = 1_000;

    /** The days that a view can reach, and two for time zones that were changed. */
    private static final Duration NAMES_KEPT = Duration.ofDays(HistoryView.MOST_DAYS + 2L);

    public Retention {
        if (detailDays < LEAST_DETAIL_DAYS || detailDays > MOST_DETAIL_DAYS) {
            throw new IllegalArgumentException(
                    "the days of detail must lie in %d..%d, got %d"
                            .formatted(LEAST_DETAIL_DAYS, MOST_DETAIL_DAYS, detailDays));
        }
    }

    /** Start of the first window whose entries are kept by themselves at this time. */
    public Instant detailSince(QuotaCalendar calendar, Instant now) {
        return calendar.windowAt(now.minus(Duration.ofDays(detailDays))).start();
    }

    /**
     * From the window of this start on, days that were rolled up are divided by names; those before
     * are one sum each, since no view reaches them.
     */
    public static Instant namesSince(Instant now) {
        return now.minus(NAMES_KEPT);
    }
}
