package dev.understudy.data.offline.question;

import java.util.Optional;

/**
 * "Top 5", "cheapest", "with the most orders".
 *
 * @param descending the highest first
 * @param limit how many, where it was said
 * @param kind what the words rank by of themselves
 * @param basis what they say it is ranked by
 */
record Rank(boolean descending, Optional<Integer> limit, Kind kind, Optional<Noun> basis) {
    enum Kind {
        /** By what was named, else by money. */
        MEASURE,
        /** By what was named, else by an amount of its own. */
        BIG,
        PRICE,
        PAY,
        UNITS,
        /** By when it was, or since when it is. */
        DATE,
        /** By when it was. */
        TURN,
        AGE
    }
}
