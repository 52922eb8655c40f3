package dev.understudy.usage;

import java.util.Optional;

/**
 * What is to be seen of the past.
 *
 * @param days so many windows, the one of now the last of them
 * @param by what each day is divided by; empty: not at all
 */
public record HistoryView(int days, Optional<HistoryBy> by) {
    /** A year and its leap day: what one looks back on, and a bound for one answer. */
    public static final int MOST_DAYS = 366;

    public static final int DEFAULT_DAYS = 30;

    /**
     * So many names are shown by themselves, those with most entries; the rest is one sum. With
     * {@link #MOST_DAYS} it bounds an answer to some thousand rows, however many users there are.
     */
    public static final int MOST_NAMES = 50;

    public HistoryView {
        if (!allows(days)) {
            throw new IllegalArgumentException(
                    "the days of a history must lie in 1..%d, got %d".formatted(MOST_DAYS, days));
        }
    }

    public static boolean allows(long days) {
        return days >= 1 && days <= MOST_DAYS;
    }
}
